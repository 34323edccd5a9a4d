using System.Globalization;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Faults;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>The store on a disk that fails. RECOMMENDER_FAULT_SEEDS asks for other than the usual number of seeds, RECOMMENDER_FIRST_SEED begins at one.</summary>
public sealed class StoreFaultTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public static int Seeds => int.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_FAULT_SEEDS") ?? "500", CultureInfo.InvariantCulture);

    private static int First => int.Parse(Environment.GetEnvironmentVariable("RECOMMENDER_FIRST_SEED") ?? "0", CultureInfo.InvariantCulture);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_a_power_cut_the_store_is_as_at_its_last_checkpoint_or_the_one_under_way()
    {
        var cut = 0;
        for (var seed = First; seed < Seeds; seed++)
        {
            using var folder = TemporaryFolder.InMemory();
            var run = new FaultRun(folder.Path, new FaultPlan(seed) { PowerCutAfter = new Random(seed).Next(5, 150), DelayedReads = 0.1 });
            await run.RunAsync(steps: 700).WaitAsync(Patience);
            run.Disk.CutPower();
            cut += run.Failure is null ? 0 : 1;
            run.AssertRecovered($"seed {seed}");
        }

        Assert.InRange(cut, Seeds / 4, Seeds);   // or the plan cuts too late to be felt
    }

    [Fact]
    public async Task A_failed_write_or_flush_stops_the_writing_and_loses_nothing_that_was_checkpointed()
    {
        var failed = 0;
        for (var seed = 0; seed < Seeds / 3; seed++)
        {
            using var folder = TemporaryFolder.InMemory();
            var run = new FaultRun(folder.Path, new FaultPlan(seed) { FailedWrites = 0.02, FailedFlushes = 0.02 });
            await run.RunAsync(steps: 700).WaitAsync(Patience);
            failed += run.Failure is null ? 0 : 1;
            run.Disk.CutPower();
            run.AssertRecovered($"seed {seed}");
        }

        Assert.InRange(failed, Seeds / 12, Seeds / 3);
    }

    [Fact]
    public void A_failed_read_is_an_error_and_never_a_missing_or_wrong_value()
    {
        var disk = new FaultyDisk(new FaultPlan(5) { FailedReads = 0.3 });
        using var store = Open(disk);
        for (var i = 0; i < 10_000; i++) store.Put($"member-{i}", Value(i));
        var failures = 0;

        for (var i = 0; i < 10_000; i++)
        {
            try
            {
                Assert.Equal(Value(i), store.Get($"member-{i}"));
            }
            catch (StoreException error)
            {
                Assert.Contains("at offset", error.Message, StringComparison.Ordinal);
                failures++;
            }
        }

        Assert.InRange(failures, 100, 9_000);
    }

    [Fact]
    public void A_flipped_bit_in_what_is_read_is_an_error_and_never_a_missing_or_wrong_value()
    {
        var disk = new FaultyDisk(new FaultPlan(6) { FlippedBits = 0.2 });
        using var store = Open(disk);
        for (var i = 0; i < 10_000; i++) store.Put($"member-{i}", Value(i));
        var failures = 0;

        for (var i = 0; i < 10_000; i++)
        {
            try
            {
                Assert.Equal(Value(i), store.Get($"member-{i}"));
            }
            catch (StoreException error)
            {
                Assert.Contains("checksum", error.Message, StringComparison.Ordinal);
                failures++;
            }
        }

        Assert.InRange(failures, 100, 9_000);   // a flip on the way is read again, and is an error if it comes twice
    }

    [Fact]
    public async Task A_full_disk_is_an_error_and_after_a_restart_the_checkpoint_is_there()
    {
        using var disk = new SmallDisk(kilobytes: 12 << 10);
        var options = new StoreOptions { Folder = disk.File("store"), MemoryBytes = 2 << 20, ExpectedKeys = 1_000 };
        using (var store = KeyValueStore.Open(options))
        {
            for (var i = 0; i < 1_000; i++) store.Put($"member-{i}", Value(i));
            await store.Checkpoints.TakeAsync();

            var error = await Record.ExceptionAsync(() => Task.Run(() =>
            {
                for (var i = 0; i < 100_000; i++) store.Put($"later-{i}", Value(i));
            }).WaitAsync(Patience));

            Assert.IsType<StoreException>(error);
            Assert.Contains("log.0", error.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<StoreException>(() => store.Checkpoints.TakeAsync().WaitAsync(Patience));
        }

        using var again = KeyValueStore.Open(options);
        for (var i = 0; i < 1_000; i++) Assert.Equal(Value(i), again.Get($"member-{i}"));
        Assert.Null(again.Get("later-0"));
    }

    [Fact]
    public void A_read_only_folder_is_refused_by_name()
    {
        using var disk = new SmallDisk(kilobytes: 1 << 10);
        disk.MakeReadOnly();

        Assert.Contains(disk.Path, Assert.Throws<IOException>(() => KeyValueStore.Open(new StoreOptions { Folder = disk.Path })).Message, StringComparison.Ordinal);
    }

    private KeyValueStore Open(FaultyDisk disk) =>
        KeyValueStore.Open(new StoreOptions { Folder = _folder.Path, MemoryBytes = 1 << 20, ExpectedKeys = 1_000, MaxValueBytes = 8 << 10 }, StoreDevices.Over(name => disk.Open(name)));
}
