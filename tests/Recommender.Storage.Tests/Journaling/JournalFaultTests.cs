using System.Globalization;
using Recommender.Numerics.Files;
using Recommender.Storage.Journaling;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Faults;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Journaling;

/// <summary>The journal on a disk that fails. RECOMMENDER_FAULT_SEEDS asks for other than the usual number of seeds, RECOMMENDER_FIRST_SEED begins at one.</summary>
public sealed class JournalFaultTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    private static int Seeds => int.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_FAULT_SEEDS") ?? "500", CultureInfo.InvariantCulture);

    private static int First => int.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_FIRST_SEED") ?? "0", CultureInfo.InvariantCulture);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_power_cuts_everything_acknowledged_is_there_and_the_rest_is_a_beginning_of_what_was_appended()
    {
        var (failures, cuts) = (0, 0);
        for (var seed = First; seed < Seeds; seed++)
        {
            using var folder = TemporaryFolder.InMemory();
            var run = new JournalFaultRun(folder.Path, seed);
            for (var life = 0; life < 3; life++)
            {
                var plan = new FaultPlan((seed * 3) + life) { PowerCutAfter = new Random(seed + life).Next(3, 60) };
                await run.LiveAsync(plan, steps: 60).WaitAsync(Patience);
            }

            run.AssertRecovered();
            (failures, cuts) = (failures + run.Failures, cuts + run.Cuts);
        }

        Assert.True(failures > Seeds && cuts > Seeds / 4, $"{failures} power cuts were felt and {cuts} took something away, in {Seeds} seeds");
    }

    [Fact]
    public async Task Several_threads_lose_nothing_acknowledged_to_a_power_cut()
    {
        const int Threads = 4;
        var all = 0;
        for (var seed = 0; seed < Seeds / 10; seed++)
        {
            using var folder = TemporaryFolder.InMemory();
            var disk = new FaultyDisk(new FaultPlan(seed) { PowerCutAfter = 20 + (seed * 7 % 200) });
            var acknowledged = new int[Threads];
            using (var journal = Journal.Open(JournalCalls.Small(folder.Path), name => disk.Open(name)))
            {
                await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
                {
                    var error = await Record.ExceptionAsync(async () =>
                    {
                        for (var i = 0; ; i++)
                        {
                            await journal.AppendAsync(JournalCalls.Record((i * Threads) + thread));
                            acknowledged[thread] = i + 1;
                        }
                    });
                    Assert.IsType<StoreException>(error);
                }))).WaitAsync(Patience);
            }

            disk.CutPower();
            using var again = Journal.Open(JournalCalls.Small(folder.Path));
            var found = again.Read().Select(static entry => BitConverter.ToInt32(entry.Record)).ToLookup(static number => number % Threads, static number => number / Threads);
            for (var thread = 0; thread < Threads; thread++)
            {
                Assert.Equal(Enumerable.Range(0, found[thread].Count()), found[thread]);
                Assert.InRange(found[thread].Count(), acknowledged[thread], acknowledged[thread] + 1);
            }

            all += acknowledged.Sum();
        }

        Assert.True(all > Seeds, $"{all} records were acknowledged before the power went");
    }

    [Fact]
    public async Task One_seed_is_one_run()
    {
        var logs = new List<List<string>>();
        foreach (var seed in (int[])[7, 7, 8])
        {
            using var folder = TemporaryFolder.InMemory();
            var run = new JournalFaultRun(folder.Path, seed);
            for (var life = 0; life < 3; life++)
                await run.LiveAsync(new FaultPlan(seed + life) { PowerCutAfter = 40, FailedWrites = 0.01, FailedReads = 0.01 }, steps: 60).WaitAsync(Patience);
            logs.Add(run.Log);
        }

        Assert.Equal(logs[0], logs[1]);
        Assert.NotEqual(logs[0], logs[2]);
    }

    [Fact]
    public async Task A_failed_write_or_flush_ends_the_acknowledging_and_loses_nothing_acknowledged()
    {
        var failures = 0;
        for (var seed = 0; seed < Seeds / 3; seed++)
        {
            using var folder = TemporaryFolder.InMemory();
            var run = new JournalFaultRun(folder.Path, seed);
            for (var life = 0; life < 2; life++)
                await run.LiveAsync(new FaultPlan((seed * 2) + life) { FailedWrites = 0.02, FailedFlushes = 0.02 }, steps: 60).WaitAsync(Patience);
            run.AssertRecovered();
            failures += run.Failures;
        }

        Assert.InRange(failures, Seeds / 6, Seeds);
    }

    [Fact]
    public async Task After_a_failed_flush_every_waiter_and_every_later_call_gets_the_reason()
    {
        var disk = new FaultyDisk(new FaultPlan(1) { FailedFlushes = 1 }) { FaultsAreOn = false };
        using var journal = Journal.Open(JournalCalls.Small(_folder.Path) with { CommitInterval = Timeout.InfiniteTimeSpan }, name => disk.Open(name));
        var acknowledged = await journal.AppendAsync("before"u8.ToArray());
        disk.FaultsAreOn = true;
        for (var i = 0; i < 10; i++) journal.Enqueue("during"u8);
        var end = journal.Enqueue("last"u8);

        var waiters = Enumerable.Range(0, 20).Select(_ => Record.ExceptionAsync(async () => await journal.WaitForDurableAsync(end)).AsTask()).ToArray();
        foreach (var waiter in waiters) AssertSaysWhy(await waiter.WaitAsync(Patience));

        AssertSaysWhy(Record.Exception(() => journal.Enqueue("after"u8)));
        AssertSaysWhy(await Record.ExceptionAsync(async () => await journal.AppendAsync("after"u8.ToArray())));
        AssertSaysWhy(Record.Exception(() => journal.DropBefore(end)));
        Assert.Equal(acknowledged, journal.Durable);
        Assert.Equal("before"u8, Assert.Single(journal.Read()).Record);

        void AssertSaysWhy(Exception? error) =>
            Assert.Contains($"flush of '{_folder.File("records")}' failed", Assert.IsType<StoreException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bit_that_turns_over_while_reading_gives_an_error_and_never_another_record()
    {
        var expected = Fill(_folder.Path, records: 2_000);
        var damaged = 0;
        for (var seed = 0; seed < Seeds / 5; seed++)
        {
            var disk = new FaultyDisk(new FaultPlan(seed) { FlippedBits = 0.3, DelayedReads = 0.2 }) { FaultsAreOn = false };
            using var journal = Journal.Open(JournalCalls.Small(_folder.Path), name => disk.Open(name));
            disk.FaultsAreOn = true;
            try
            {
                JournalCalls.AssertSame(expected, journal.Read());
            }
            catch (InvalidFileException error)
            {
                Assert.StartsWith(_folder.File("records."), error.FilePath, StringComparison.Ordinal);
                damaged++;
            }
        }

        Assert.True(damaged > Seeds / 10, $"{damaged} readings were damaged");
    }

    [Fact]
    public void A_bit_that_turns_over_while_opening_damages_nothing_on_disk()
    {
        var expected = Fill(_folder.Path, records: 700);
        var refused = 0;
        for (var seed = 0; seed < Seeds / 5; seed++)
        {
            var disk = new FaultyDisk(new FaultPlan(seed) { FlippedBits = 0.2 });
            if (Record.Exception(() => Journal.Open(JournalCalls.Small(_folder.Path), name => disk.Open(name)).Dispose()) is { } error)
            {
                Assert.True(error is InvalidFileException or StoreException, error.ToString());
                Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
                refused++;
            }

            using var journal = Journal.Open(JournalCalls.Small(_folder.Path));
            JournalCalls.AssertSame(expected, journal.Read());
        }

        Assert.InRange(refused, 1, Seeds / 5);
    }

    [Fact]
    public async Task A_full_disk_is_an_error_by_name_and_with_room_again_the_journal_opens_and_goes_on()
    {
        using var disk = new SmallDisk(kilobytes: 2 << 10);
        var filler = disk.File("filler");
        await File.WriteAllBytesAsync(filler, new byte[1 << 20]);
        var options = JournalCalls.Small(disk.File("journal"));
        var acknowledged = new List<byte[]>();
        using (var journal = Journal.Open(options))
        {
            var error = await Record.ExceptionAsync(() => Task.Run(async () =>
            {
                for (var i = 0; i < 100_000; i++)
                {
                    await journal.AppendAsync(JournalCalls.Record(i));
                    acknowledged.Add(JournalCalls.Record(i));
                }
            }).WaitAsync(Patience));

            Assert.Contains("No space left", Assert.IsType<StoreException>(error).Message, StringComparison.Ordinal);
            Assert.Contains(disk.File("journal/records."), error.Message, StringComparison.Ordinal);
            File.Delete(filler);
            Assert.Throws<StoreException>(() => journal.Enqueue("late"u8));   // what was lost in between would be a hole
        }

        using var again = Journal.Open(options);
        var found = again.Read().Select(static entry => entry.Record).ToList();
        Assert.InRange(found.Count, acknowledged.Count, acknowledged.Count + 1);
        Assert.Equal(acknowledged, found.Take(acknowledged.Count));
        await again.AppendAsync("with room again"u8.ToArray());
        Assert.Equal("with room again"u8, again.Read()[^1].Record);
    }

    [Fact]
    public void A_disk_too_full_for_a_journal_is_an_error_by_name_and_with_room_again_one_is_made()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        var filler = disk.File("filler");
        Assert.Throws<IOException>(() => File.WriteAllBytes(filler, new byte[100_000]));

        Assert.Contains(disk.Path, Assert.Throws<StoreException>(() => Journal.Open(JournalCalls.Small(disk.Path))).Message, StringComparison.Ordinal);

        File.Delete(filler);
        Journal.Open(JournalCalls.Small(disk.Path)).Dispose();
    }

    [Fact]
    public void A_read_only_folder_is_refused_by_name()
    {
        using var disk = new SmallDisk(kilobytes: 1 << 10);
        disk.MakeReadOnly();

        Assert.Contains(disk.Path, Assert.Throws<IOException>(() => Journal.Open(JournalCalls.Small(disk.Path))).Message, StringComparison.Ordinal);
    }

    private static List<(byte[] Record, long Next)> Fill(string folder, int records)
    {
        using var journal = Journal.Open(JournalCalls.Small(folder));
        return [.. Enumerable.Range(0, records).Select(i => (JournalCalls.Record(i), journal.Enqueue(JournalCalls.Record(i))))];
    }
}
