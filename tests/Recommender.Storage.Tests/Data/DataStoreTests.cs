using System.Diagnostics;
using System.Text;
using Recommender.Storage.Child;
using Recommender.Storage.Data;
using Recommender.Storage.Folders;
using Recommender.Storage.Members;
using Recommender.Storage.Packing;
using Recommender.Storage.Tests.Members;
using Recommender.Storage.Tests.Support;
using Recommender.Storage.Tests.Titles;
using Recommender.Storage.Titles;

namespace Recommender.Storage.Tests.Data;

public sealed class DataStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_acknowledged_is_there_after_a_clean_end_without_anything_to_replay()
    {
        var portrait = SamplePortraits.Packed(SamplePortraits.Fixed());
        var title = TitleWriter.Write(SampleTitles.Fixed());
        await using (var store = Open())
        {
            await store.PutMemberAsync("anna", portrait);
            await store.EventAsync("boris", 1);
            await store.PutTitleAsync("das-boot"u8, title);
            Assert.Equal(portrait, store.Portrait("anna"));
        }

        await using var again = Open();

        Assert.Equal(portrait, again.Portrait("anna"));
        Assert.Equal(1, again.Events("boris"));
        Assert.Equal(title, again.Title("das-boot"));
        Assert.Equal(0, again.Recovery.Records);
        Assert.Null(again.Recovery.KilledOwner);
    }

    [Fact]
    public async Task A_deleted_member_does_not_come_back_by_replay_and_may_return_as_a_stranger()
    {
        await using (var store = Open())
        {
            await store.PutMemberAsync("anna", SamplePortraits.Packed(SamplePortraits.Fixed()));
            await store.CheckpointAsync();
            for (ulong i = 0; i < 5; i++) await store.EventAsync("anna", i);
            await store.DeleteMemberAsync("anna");
            await store.DeleteMemberAsync("nobody");
            await store.EventAsync("boris", 1);
            await store.DeleteMemberAsync("boris");
            await store.EventAsync("boris", 2);
            Copy("copy");   // what a killed process would leave
        }

        foreach (var name in (string[])["data", "copy"])
        {
            await using var again = Open(name);
            Assert.Null(again.Portrait("anna"));
            Assert.Equal(1, again.Events("boris"));
        }
    }

    [Fact]
    public async Task What_is_derived_of_a_portrait_goes_into_the_one_that_it_was_derived_from_alone()
    {
        await using var store = Open();
        await store.EventAsync("anna", 1);
        var (_, asOf) = ModelAndPosition();
        var tail = store.Position;

        Assert.True(store.TryDeriveMember("anna"u8, asOf, new DerivesModel(7)));
        Assert.Equal((7, asOf), ModelAndPosition());
        Assert.Equal((1, tail), (store.Events("anna"), store.Position));

        await store.EventAsync("anna", 2);
        Assert.False(store.TryDeriveMember("anna"u8, asOf, new DerivesModel(8)));
        Assert.False(store.TryDeriveMember("nobody"u8, 0, new DerivesModel(8)));
        Assert.Null(store.Portrait("nobody"));

        (long Model, long Position) ModelAndPosition()
        {
            var visit = default(ModelVisit);
            Assert.True(store.Members.TryRead("anna"u8, ref visit));
            return (visit.Model, visit.Position);
        }
    }

    private struct ModelVisit : IPortraitVisitor
    {
        public long Model { get; private set; }

        public long Position { get; private set; }

        public void Visit(PortraitReader portrait) => (Model, Position) = (portrait.ModelVersion, portrait.AppliedPosition);
    }

    private sealed class DerivesModel(long version) : IPortraitFold
    {
        public int Fold(ReadOnlySpan<byte> portrait, ReadOnlySpan<byte> change, Span<byte> folded) =>
            PortraitWriter.Write(PortraitReader.Open(portrait).Content with { ModelVersion = version }, folded);
    }

    [Fact]
    public async Task An_event_that_comes_twice_counts_once_also_when_replayed()
    {
        await using (var store = Open())
        {
            await store.EventAsync("anna", 1);
            await store.EventAsync("anna", 1);
            await store.CheckpointAsync();
            await store.EventAsync("anna", 1);
            await store.EventAsync("anna", 2);
            await store.EventAsync("anna", 2);
            Copy("copy");
        }

        await using var again = Open("copy");
        Assert.Equal(2, again.Events("anna"));
        Assert.Equal(1, again.Recovery.Records);   // what changed nothing was not journaled
    }

    [Fact]
    public async Task Replays_only_what_no_checkpoint_has()
    {
        await using (var store = Open())
        {
            for (ulong i = 0; i < 100; i++) await store.EventAsync("anna", i);
            await store.CheckpointAsync();
            for (ulong i = 100; i < 130; i++) await store.EventAsync("anna", i);
            Copy("copy");
        }

        await using var again = Open("copy");

        Assert.Equal(130, again.Events("anna"));
        Assert.Equal((30, 0), (again.Recovery.Records, again.Recovery.Skipped));
        Assert.NotNull(again.Recovery.KilledOwner);
    }

    [Fact]
    public async Task Tells_how_far_the_replay_is()
    {
        await using (var store = Open())
        {
            for (ulong i = 0; i < 100; i++) await store.EventAsync("anna", i);
            Copy("copy");
        }

        var told = new Collected();
        await using var again = DataStore.Open(Options("copy"), new CountingFold(), told);

        Assert.Equal((100, told.Last.TotalBytes), (told.Last.Records, told.Last.Bytes));
        Assert.True(told.Last.TotalBytes > 100 * sizeof(ulong));
    }

    [Fact]
    public async Task Refuses_what_cannot_be_and_keeps_nothing_of_it()
    {
        await using (var store = Open())
        {
            var damaged = SamplePortraits.Packed(SamplePortraits.Fixed());
            damaged[50] ^= 1;

            await Assert.ThrowsAsync<InvalidValueException>(() => store.PutMemberAsync("anna", damaged));
            await Assert.ThrowsAsync<InvalidValueException>(() => store.PutTitleAsync("t"u8, new byte[100]).AsTask());
            await Assert.ThrowsAsync<ArgumentException>(() => store.UpdateMemberAsync("anna"u8, new byte[7]).AsTask());
            await Assert.ThrowsAsync<ArgumentException>(() => store.UpdateMemberAsync("anna"u8, new byte[DataStore.MaxChangeBytes + 8]).AsTask());
            await Assert.ThrowsAsync<ArgumentException>(() => store.EventAsync("", 1));
            await Assert.ThrowsAsync<ArgumentException>(() => store.EventAsync(new string('x', 129), 1));
            Copy("copy");
        }

        await using var again = Open("copy");
        Assert.Null(again.Portrait("anna"));
        Assert.Equal(0, again.Recovery.Records);
    }

    [Fact]
    public async Task A_folder_has_one_owner()
    {
        await using var store = Open();

        Assert.Contains($"process {Environment.ProcessId}", Assert.Throws<DataFolderInUseException>(() => Open()).Message, StringComparison.Ordinal);
        await store.EventAsync("anna", 1);
    }

    [Fact]
    public async Task Lets_go_of_the_journal_that_no_checkpoint_needs()
    {
        await using (var store = Open())
        {
            for (var round = 0; round < 6; round++)
            {
                await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => store.PutMemberAsync($"member-{i}", SamplePortraits.Packed(SamplePortraits.Fixed()))));
                await store.CheckpointAsync();
            }
        }

        var bytes = new DirectoryInfo(Path.Combine(_folder.File("data"), "journal")).EnumerateFiles("records.*").Sum(static file => file.Length);
        Assert.InRange(bytes, 1, 3 * 256 << 10);   // of some three megabytes
        await using var again = Open();
        Assert.NotNull(again.Portrait("member-999"));
    }

    [Fact]
    public async Task Takes_a_checkpoint_by_itself_when_the_journal_has_grown()
    {
        var time = new ManualTime();
        await using (var store = DataStore.Open(Options("data") with { Time = time, CheckpointAfterBytes = 1_000 }, new CountingFold()))
        {
            for (ulong i = 0; i < 100; i++) await store.EventAsync("anna", i);
            time.Tick();
            while (!File.Exists(Path.Combine(_folder.File("data"), "titles", "checkpoints", "CHECKPOINTS"))) await Task.Yield();
            Copy("copy");
        }

        await using var again = Open("copy");
        Assert.Equal(100, again.Events("anna"));
        Assert.Equal(0, again.Recovery.Records);
    }

    [Fact]
    public async Task Of_one_member_changes_from_many_threads_are_all_there_each_once()
    {
        const int Threads = 4, Each = 500;
        await using (var store = Open())
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
            Copy("copy");
        }

        await using var again = Open("copy");
        Assert.Equal(Threads * Each, again.Events("anna"));
    }

    [Fact]
    public async Task Shows_every_member_and_takes_a_deleted_one_off_the_disk()
    {
        var portrait = SamplePortraits.Packed(SamplePortraits.Fixed());
        await using (var store = Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => store.PutMemberAsync($"member-{i}", portrait)));
            await store.PutMemberAsync("vanishing-member", portrait);
            await store.CheckpointAsync();
            Assert.True(IsInLog("data", "vanishing-member"));
            await store.DeleteMemberAsync("vanishing-member");
            await store.CompactAsync();
            var seen = new Seen { Ids = [] };

            store.Members.Scan(ref seen);

            Assert.Equal(Enumerable.Range(0, 500).Select(static i => $"member-{i}").Order(), seen.Ids.Order());
            Assert.Equal(500, store.Members.Count);
            Copy("copy");
        }

        Assert.False(IsInLog("copy", "vanishing-member"));
        await using var again = Open("copy");
        Assert.Null(again.Portrait("vanishing-member"));
        Assert.Equal(portrait, again.Portrait("member-8"));
    }

    private bool IsInLog(string name, string text) =>
        Directory.GetFiles(Path.Combine(_folder.File(name), "members"), "log.*").Any(log => File.ReadAllBytes(log).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private DataStoreOptions Options(string name) => DataCommand.Options(_folder.File(name));

    private DataStore Open(string name = "data") => DataStore.Open(Options(name), new CountingFold());

    /// <summary>The folder's files as they are at this moment, page cache included. By a program that asks for no lock.</summary>
    private void Copy(string name)
    {
        using var copy = Process.Start("cp", ["-r", _folder.File("data"), _folder.File(name)]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    private struct Seen : IMemberScanner
    {
        public List<string> Ids;

        public readonly bool Visit(ReadOnlySpan<byte> id, PortraitReader portrait)
        {
            Ids.Add(Encoding.UTF8.GetString(id));
            return true;
        }
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
