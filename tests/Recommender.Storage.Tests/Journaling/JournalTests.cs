using Recommender.Storage.Journaling;
using Recommender.Storage.Tests.Faults;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Journaling;

public sealed class JournalTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_empty_journal_begins_and_ends_at_one_place_and_keeps_it()
    {
        long begin;
        using (var journal = Open())
        {
            begin = journal.Begin;
            Assert.Equal((begin, begin), (journal.Tail, journal.Durable));
            Assert.Empty(journal.Read());
            await journal.WaitForDurableAsync(begin);
        }

        using var again = Open();
        Assert.Equal((begin, begin), (again.Begin, again.Tail));
    }

    [Fact]
    public async Task Gives_back_records_of_every_length_in_their_order_across_a_restart()
    {
        int[] lengths = [.. Enumerable.Range(0, 70), 500, 511, 512, 513, 4_096, 32 << 10, 0, 32 << 10, 32 << 10, 1];
        var expected = new List<(byte[] Record, long Next)>();
        using (var journal = Open())
        {
            foreach (var length in lengths)
            {
                var record = Enumerable.Repeat((byte)length, length).ToArray();
                expected.Add((record, await journal.AppendAsync(record)));
            }

            JournalCalls.AssertSame(expected, journal.Read());
            Assert.Equal(journal.Tail, journal.Durable);
        }

        using var again = Open();
        JournalCalls.AssertSame(expected, again.Read());
        Assert.Equal(expected[^1].Next, again.Tail);
    }

    [Fact]
    public async Task Replays_from_every_position_that_it_gave()
    {
        using var journal = Open();
        var expected = Enumerable.Range(0, 1_000).Select(i => (JournalCalls.Record(i), Next: journal.Enqueue(JournalCalls.Record(i)))).ToList();
        await journal.WaitForDurableAsync(expected[^1].Next);

        for (var i = 0; i < 1_000; i++) JournalCalls.AssertSame(expected[(i + 1)..], journal.Read(expected[i].Next));
    }

    [Fact]
    public async Task Closing_makes_durable_what_was_only_enqueued()
    {
        using (var journal = Open())
        {
            for (var i = 0; i < 100; i++) journal.Enqueue(JournalCalls.Record(i));
        }

        using var again = Open();
        Assert.Equal(100, again.Read().Count);
        await again.AppendAsync(JournalCalls.Record(100));
        Assert.Equal(Enumerable.Range(0, 101).Select(n => JournalCalls.Record(n)), again.Read().Select(found => found.Record));
    }

    [Fact]
    public async Task Becomes_durable_without_anybody_waiting()
    {
        using var journal = Open();
        var position = journal.Enqueue("seen"u8);

        await Task.Run(() => SpinWait.SpinUntil(() => journal.Durable >= position)).WaitAsync(Patience);

        Assert.Equal("seen"u8, Assert.Single(journal.Read()).Record);
    }

    [Fact]
    public async Task Many_threads_append_at_once_and_each_finds_its_records_in_its_order()
    {
        const int Threads = 8, Each = 3_000;
        var given = new long[Threads][];
        using (var journal = Open())
        {
            await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
            {
                given[thread] = new long[Each];
                for (var i = 0; i < Each; i++)
                {
                    var record = JournalCalls.Record((thread * Each) + i);
                    given[thread][i] = i % 100 == 0 ? await journal.AppendAsync(record) : journal.Enqueue(record);
                    Assert.True(i % 100 != 0 || journal.Durable >= given[thread][i]);
                }
            }))).WaitAsync(Patience);
        }

        using var again = Open();
        var found = again.Read();
        Assert.Equal(Threads * Each, found.Count);
        var byThread = found.ToLookup(static entry => BitConverter.ToInt32(entry.Record) / Each);
        for (var thread = 0; thread < Threads; thread++)
        {
            Assert.Equal(given[thread], byThread[thread].Select(static entry => entry.Next));
            Assert.All(byThread[thread].Select(static (entry, i) => (entry.Record, i)), entry => Assert.True(entry.Record.AsSpan().SequenceEqual(JournalCalls.Record((thread * Each) + entry.i))));
        }
    }

    [Fact]
    public async Task Drops_whole_files_before_a_position_and_keeps_the_positions_of_the_rest()
    {
        var positions = new List<long>();
        long begin;
        using (var journal = Open())
        {
            for (var i = 0; i < 2_000; i++) positions.Add(journal.Enqueue(JournalCalls.Record(i)));
            await journal.WaitForDurableAsync(positions[^1]);
            var files = Files();

            journal.DropBefore(positions[1_000]);

            Assert.InRange(Files(), 1, files - 3);
            Assert.InRange(journal.Begin, positions[1_000] - (64 << 10), positions[1_000]);
            begin = journal.Begin;
            Assert.Throws<ArgumentOutOfRangeException>(() => journal.Read(positions[0]));
            AssertRest(journal);
            journal.DropBefore(positions[500]);
            Assert.Equal(begin, journal.Begin);
        }

        using var again = Open();
        Assert.Equal(begin, again.Begin);
        AssertRest(again);

        void AssertRest(Journal journal)
        {
            var found = journal.Read();
            Assert.Equal(positions.TakeLast(found.Count), found.Select(static entry => entry.Next));
            Assert.Equal(Enumerable.Range(1_001, 999).Select(n => JournalCalls.Record(n)), journal.Read(positions[1_000]).Select(static entry => entry.Record));
        }
    }

    [Fact]
    public async Task A_file_that_is_filled_leaves_with_all_that_came_before()
    {
        byte[] padding = new byte[5_000];
        using (var journal = Open())
        {
            await journal.FillFileAsync(padding);
            Assert.Empty(journal.Read());   // there was nothing to let go of
            var last = await journal.AppendAsync("leaves"u8.ToArray());

            await journal.FillFileAsync(padding);
            var next = await journal.AppendAsync("stays"u8.ToArray());
            journal.DropBefore(last);
            Assert.Equal("leaves"u8, journal.Read()[0].Record);   // its file is not yet before the position
            journal.DropBefore(next);

            Assert.Equal(1, Files());
        }

        using var again = Open();
        Assert.Equal("stays"u8, again.Read()[^1].Record);
        Assert.All(again.Read().SkipLast(1), entry => Assert.Equal(padding, entry.Record));
    }

    [Fact]
    public async Task Lets_go_of_everything_and_goes_on()
    {
        using (var journal = Open())
        {
            for (var i = 0; i < 1_000; i++) await journal.AppendAsync(JournalCalls.Record(i, most: 1_000));
            journal.DropBefore(journal.Tail);
            Assert.Equal(1, Files());
        }

        using var again = Open();
        await again.AppendAsync("more"u8.ToArray());
        Assert.Equal("more"u8, again.Read()[^1].Record);
    }

    [Fact]
    public void Enqueueing_allocates_nothing()
    {
        using var journal = Open();
        var record = JournalCalls.Record(1);
        for (var i = 0; i < 100; i++) journal.Enqueue(record);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) journal.Enqueue(record);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Refuses_what_it_cannot_do_and_says_why()
    {
        using var journal = Open();
        Assert.Contains("32769 bytes", Assert.Throws<ArgumentException>(() => journal.Enqueue(new byte[(32 << 10) + 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => journal.Read(journal.Tail + 4));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await journal.WaitForDurableAsync(journal.Tail + 4));
        Assert.Throws<ArgumentException>(() => Journal.Open(new JournalOptions { Folder = _folder.File("other"), MaxRecordBytes = 0 }));
        Assert.Throws<ArgumentException>(() => Journal.Open(new JournalOptions { Folder = _folder.File("other"), SegmentBytes = 100_000 }));
        journal.Dispose();
        Assert.Throws<ObjectDisposedException>(() => journal.Enqueue("late"u8));
        Assert.Contains("at most 65", Assert.Throws<ArgumentException>(() => Journal.Open(JournalCalls.Small(_folder.Path) with { MaxRecordBytes = 65_536 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_more_than_fits_its_memory_also_if_nobody_waits()
    {
        const int Records = 20_000;
        using (var journal = Journal.Open(JournalCalls.Small(_folder.Path) with { CommitInterval = Timeout.InfiniteTimeSpan }))
        {
            for (var i = 0; i < Records; i++) journal.Enqueue(JournalCalls.Record(i));
            Assert.Equal(journal.Begin, journal.Durable);
        }

        using var again = Open();
        Assert.Equal(Enumerable.Range(0, Records), again.Read().Select(static entry => BitConverter.ToInt32(entry.Record)));
    }

    [Fact]
    public async Task Those_who_wait_together_share_one_flush()
    {
        var disk = new FaultyDisk(new FaultPlan(Seed: 1));
        using var journal = Journal.Open(JournalCalls.Small(_folder.Path) with { CommitInterval = Timeout.InfiniteTimeSpan }, name => disk.Open(name));
        var positions = Enumerable.Range(0, 500).Select(i => journal.Enqueue(JournalCalls.Record(i))).ToList();
        disk.Log.Clear();

        await Task.WhenAll(positions.AsEnumerable().Reverse().Select(position => journal.WaitForDurableAsync(position).AsTask())).WaitAsync(Patience);

        Assert.Single(disk.Log, static line => line.StartsWith("flush", StringComparison.Ordinal));
    }

    [Fact]
    public void Keeps_the_pages_and_files_that_it_was_made_with()
    {
        using (var journal = Open()) journal.Enqueue("one"u8);

        using var again = Journal.Open(new JournalOptions { Folder = _folder.Path, MaxRecordBytes = 100 });

        Assert.Equal("one"u8, Assert.Single(again.Read()).Record);
    }

    [Fact]
    public async Task A_caller_may_stop_waiting_and_the_record_stays()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using (var journal = Journal.Open(JournalCalls.Small(_folder.Path) with { CommitInterval = Timeout.InfiniteTimeSpan }))
        {
            await journal.AppendAsync("first"u8.ToArray());
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await journal.AppendAsync("second"u8.ToArray(), cancelled.Token));
        }

        using var again = Open();
        Assert.Equal(2, again.Read().Count);
    }

    private Journal Open() => Journal.Open(JournalCalls.Small(_folder.Path));

    private int Files() => Directory.GetFiles(_folder.Path, "records.*").Length;
}
