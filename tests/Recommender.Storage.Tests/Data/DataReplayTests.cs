using Recommender.Storage.Child;
using Recommender.Storage.Data;
using Recommender.Storage.Tests.Members;
using Recommender.Storage.Tests.Titles;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Tests.Data;

/// <summary>What a data folder has when it is opened again, from checkpoint and journal, after an orderly end or none.</summary>
public sealed class DataReplayTests : IDisposable
{
    private readonly DataStoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_acknowledged_is_there_after_a_clean_end_without_anything_to_replay()
    {
        var portrait = SamplePortraits.Packed(SamplePortraits.Fixed());
        var title = TitleWriter.Write(SampleTitles.Fixed());
        await using (var store = _folder.Open())
        {
            await store.PutMemberAsync("anna", portrait);
            await store.EventAsync("boris", 1);
            await store.PutTitleAsync("das-boot"u8, title);
            Assert.Equal(portrait, store.Portrait("anna"));
        }

        await using var again = _folder.Open();

        Assert.Equal(portrait, again.Portrait("anna"));
        Assert.Equal(1, again.Events("boris"));
        Assert.Equal(title, again.Title("das-boot"));
        Assert.Equal(0, again.Recovery.Records);
        Assert.Null(again.Recovery.KilledOwner);
    }

    [Fact]
    public async Task A_deleted_member_does_not_come_back_by_replay_and_may_return_as_a_stranger()
    {
        await using (var store = _folder.Open())
        {
            await store.PutMemberAsync("anna", SamplePortraits.Packed(SamplePortraits.Fixed()));
            await store.CheckpointAsync();
            for (ulong i = 0; i < 5; i++) await store.EventAsync("anna", i);
            await store.DeleteMemberAsync("anna");
            await store.DeleteMemberAsync("nobody");
            await store.EventAsync("boris", 1);
            await store.DeleteMemberAsync("boris");
            await store.EventAsync("boris", 2);
            _folder.Copy("copy");   // what a killed process would leave
        }

        foreach (var name in (string[])["data", "copy"])
        {
            await using var again = _folder.Open(name);
            Assert.Null(again.Portrait("anna"));
            Assert.Equal(1, again.Events("boris"));
        }
    }

    [Fact]
    public async Task An_event_that_comes_twice_counts_once_also_when_replayed()
    {
        await using (var store = _folder.Open())
        {
            await store.EventAsync("anna", 1);
            await store.EventAsync("anna", 1);
            await store.CheckpointAsync();
            await store.EventAsync("anna", 1);
            await store.EventAsync("anna", 2);
            await store.EventAsync("anna", 2);
            _folder.Copy("copy");
        }

        await using var again = _folder.Open("copy");
        Assert.Equal(2, again.Events("anna"));
        Assert.Equal(1, again.Recovery.Records);   // what changed nothing was not journaled
    }

    [Fact]
    public async Task Replays_only_what_no_checkpoint_has()
    {
        await using (var store = _folder.Open())
        {
            for (ulong i = 0; i < 100; i++) await store.EventAsync("anna", i);
            await store.CheckpointAsync();
            for (ulong i = 100; i < 130; i++) await store.EventAsync("anna", i);
            _folder.Copy("copy");
        }

        await using var again = _folder.Open("copy");

        Assert.Equal(130, again.Events("anna"));
        Assert.Equal((30, 0), (again.Recovery.Records, again.Recovery.Skipped));
        Assert.NotNull(again.Recovery.KilledOwner);
    }

    [Fact]
    public async Task Tells_how_far_the_replay_is()
    {
        await using (var store = _folder.Open())
        {
            for (ulong i = 0; i < 100; i++) await store.EventAsync("anna", i);
            _folder.Copy("copy");
        }

        var told = new Collected();
        await using var again = DataStore.Open(_folder.Options("copy"), new CountingFold(), told);

        Assert.Equal((100, told.Last.TotalBytes), (told.Last.Records, told.Last.Bytes));
        Assert.True(told.Last.TotalBytes > 100 * sizeof(ulong));
    }

    [Fact]
    public async Task Takes_a_checkpoint_by_itself_when_the_journal_has_grown()
    {
        var time = new ManualTime();
        await using (var store = DataStore.Open(_folder.Options("data") with { Time = time, CheckpointAfterBytes = 1_000 }, new CountingFold()))
        {
            for (ulong i = 0; i < 100; i++) await store.EventAsync("anna", i);
            time.Tick();
            while (!File.Exists(Path.Combine(_folder.PathOf("data"), "titles", "checkpoints", "CHECKPOINTS"))) await Task.Yield();
            _folder.Copy("copy");
        }

        await using var again = _folder.Open("copy");
        Assert.Equal(100, again.Events("anna"));
        Assert.Equal(0, again.Recovery.Records);
    }

    [Fact]
    public async Task Of_one_member_changes_from_many_threads_are_all_there_each_once()
    {
        const int Threads = 4, Each = 500;
        await using (var store = _folder.Open())
        {
            await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
            {
                for (var i = 0; i < Each; i++)
                {
                    await store.EventAsync("anna", (ulong)((thread * Each) + i));
                    if (i % 100 == 0) await store.CheckpointAsync();
                }
            })));
            Assert.Equal(Threads * Each, store.Events("anna"));
            _folder.Copy("copy");
        }

        await using var again = _folder.Open("copy");
        Assert.Equal(Threads * Each, again.Events("anna"));
    }

    private sealed class Collected : IProgress<RecoveryProgress>
    {
        public RecoveryProgress Last { get; private set; }

        public void Report(RecoveryProgress value) => Last = value;
    }

    /// <summary>A clock whose timers fire when the test says so.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State)> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (_timers) _timers.Add((callback, state));
            return new NoTimer();
        }

        /// <summary>Fires the timers, once there is one.</summary>
        public void Tick()
        {
            SpinWait.SpinUntil(() =>
            {
                lock (_timers) return _timers.Count > 0;
            });
            lock (_timers) _timers.ForEach(static timer => timer.Callback(timer.State));
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
