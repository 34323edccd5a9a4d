using System.Text;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>A person's right: what was deleted is gone.</summary>
public sealed class CompactionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private StoreOptions Options => new() { Folder = _folder.Path, MemoryBytes = 1 << 20, ExpectedKeys = 1_000, MaxValueBytes = 8 << 10 };

    [Theory, InlineData(0), InlineData(3), InlineData(500), InlineData(20_000)]
    public async Task No_file_has_a_byte_of_what_was_deleted_or_replaced_before(int others)
    {
        using var store = KeyValueStore.Open(Options);
        for (var i = 0; i < others; i++) store.Put($"member-{i}", Value(i));
        store.Put("secret-key-1", Secret("deleted"));
        store.Put("secret-2", Secret("replaced by a longer one"));
        store.Put("secret-3", Secret("replaced by a shorter one"));
        store.Put("secret-4", Secret("replaced in a later checkpoint"));
        await store.Checkpoints.TakeAsync();
        await store.Checkpoints.TakeAsync();
        Assert.NotEmpty(FilesWith("s3cr3t"));   // or the search finds nothing anyway
        for (var i = 0; i < others; i += 3) store.Remove($"member-{i}");
        store.Remove("secret-key-1");
        store.Put("secret-2", Value(1, most: 5_000));
        store.Put("secret-3", [1]);
        await store.Checkpoints.TakeAsync();
        store.Put("secret-4", Value(2));

        await store.CompactAsync(TestContext.Current.CancellationToken);

        Assert.Empty(FilesWith("s3cr3t"));
        Assert.Empty(FilesWith("secret-key-1"));
        for (var i = 0; i < others; i++) Assert.Equal(i % 3 == 0 ? null : Value(i), store.Get($"member-{i}"));
        for (var i = 0; i < 100; i++) store.Put($"later-{i}", Value(i));
        await store.Checkpoints.TakeAsync();
        Assert.Empty(FilesWith("s3cr3t"));
    }

    [Fact]
    public async Task Gives_the_space_back_and_keeps_every_value()
    {
        using (var store = KeyValueStore.Open(Options))
        {
            for (var round = 0; round < 30; round++)
            {
                for (var i = 0; i < 2_000; i++) store.Put($"member-{i}", Value(i + round));
            }

            await store.CompactAsync(TestContext.Current.CancellationToken);

            Assert.InRange(store.LogBytes, 2_000 * 400, 2_000 * 700);   // half a kilobyte each
            Assert.InRange(BlocksOnDisk(), 2_000 * 400, 2_000 * 1_200);
            Assert.Equal(2_000, store.Count);
            for (var i = 0; i < 2_000; i++) Assert.Equal(Value(i + 29), store.Get($"member-{i}"));
            store.Put("member-0", [1]);
        }

        using var again = KeyValueStore.Open(Options);
        Assert.Equal(2_000, again.Count);
        for (var i = 0; i < 2_000; i++) Assert.Equal(Value(i + 29), again.Get($"member-{i}"));
    }

    [Fact]
    public async Task An_empty_store_can_be_compacted_again_and_again()
    {
        using (var store = KeyValueStore.Open(Options))
        {
            for (var round = 0; round < 3; round++) await store.CompactAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, store.Count);
            Assert.Empty(store.All());
        }

        using var again = KeyValueStore.Open(Options);
        Assert.Empty(again.All());
    }

    [Fact]
    public async Task The_checkpoint_before_opens_after_a_compaction()
    {
        using (var store = KeyValueStore.Open(Options))
        {
            for (var i = 0; i < 5_000; i++) store.Put($"member-{i}", Value(i));
            for (var i = 0; i < 5_000; i += 2) store.Remove($"member-{i}");
            await store.CompactAsync(TestContext.Current.CancellationToken);
        }

        var newest = new CheckpointList(_folder.File("checkpoints")).Read()[0];
        File.Delete(_folder.File($"checkpoints/index-checkpoints/{newest.Token}/ht.dat.0"));

        using var again = KeyValueStore.Open(Options);
        for (var i = 0; i < 5_000; i++) Assert.Equal(i % 2 == 0 ? null : Value(i), again.Get($"member-{i}"));
    }

    [Fact]
    public async Task Checkpoints_alone_take_nothing_from_those_that_are_kept()
    {
        var taken = new List<CheckpointEntry>();
        using (var store = KeyValueStore.Open(Options))
        {
            for (var i = 0; i < 5_000; i++) store.Put($"member-{i}", Value(i));
            await store.Checkpoints.TakeAsync();
            var end = LogSnapshot.Take(store.Parts).Until;
            store.Put("member-0", Value(0));
            store.Parts.Faster.Log.ShiftBeginAddress(end);                            // as a compaction does when it has moved all
            taken.Add(await store.Checkpoints.TakeAsync());   // FASTER truncates what its newest checkpoint does not need
        }

        File.Delete(_folder.File($"checkpoints/index-checkpoints/{taken[0].Token}/ht.dat.0"));
        using var again = KeyValueStore.Open(Options);
        for (var i = 0; i < 5_000; i++) Assert.Equal(Value(i), again.Get($"member-{i}"));
    }

    [Fact]
    public async Task A_crash_before_the_removal_is_made_good_when_the_store_is_opened()
    {
        long begin;
        using (var store = KeyValueStore.Open(Options))
        {
            for (var i = 0; i < 5_000; i++) store.Put($"member-{i}", Value(i));
            await store.CompactAsync(TestContext.Current.CancellationToken);
            begin = new CheckpointList(_folder.File("checkpoints")).Read()[0].Begin;
        }

        // What lies there then agrees with no sum.
        await using (var log = File.OpenWrite(_folder.File("log.0"))) await log.WriteAsync(Encoding.UTF8.GetBytes("s3cr3t"), TestContext.Current.CancellationToken);
        Assert.True(begin > 1 << 20);

        using var again = KeyValueStore.Open(Options);
        Assert.Empty(FilesWith("s3cr3t"));
        for (var i = 0; i < 5_000; i++) Assert.Equal(Value(i), again.Get($"member-{i}"));
    }

    [Fact]
    public async Task A_compaction_that_is_cancelled_loses_nothing()
    {
        using var store = KeyValueStore.Open(Options);
        for (var i = 0; i < 5_000; i++) store.Put($"member-{i}", Value(i));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.CompactAsync(cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => Compaction.RunAsync(store, () => store.Checkpoints.TakeAsync(), new Pauses(rest: null, cancelled.Token))));

        Assert.Equal(5_000, store.All().Count);
        await store.CompactAsync(TestContext.Current.CancellationToken);
        Assert.Equal(5_000, store.All().Count);
    }

    [Fact]
    public async Task Serves_meanwhile_and_nobodys_write_is_lost_or_read_as_absent()
    {
        const int Members = 4_000;
        using var stop = new CancellationTokenSource();
        using var store = KeyValueStore.Open(Options);
        for (var i = 0; i < Members; i++) store.Upsert(BitConverter.GetBytes(i), new byte[400]);
        var writes = new int[Members];
        var writers = Enumerable.Range(0, 2).Select(thread => Task.Run(() =>
        {
            var random = new Random(thread);
            while (!stop.IsCancellationRequested)
            {
                var member = (random.Next(Members / 2) * 2) + thread;   // each its own
                var value = new byte[100 + random.Next(400)];
                BitConverter.TryWriteBytes(value, ++writes[member]);
                store.Upsert(BitConverter.GetBytes(member), value);
            }
        })).ToArray();
        var readers = Enumerable.Range(0, 2).Select(thread => Task.Run(() =>
        {
            var random = new Random(thread);
            while (!stop.IsCancellationRequested)
            {
                var member = random.Next(Members);
                var before = Volatile.Read(ref writes[member]) - 1;
                Assert.InRange(BitConverter.ToInt32(store.Get(BitConverter.GetBytes(member)) ?? throw new InvalidOperationException($"{member} is absent")), before, int.MaxValue);
            }
        })).ToArray();

        for (var round = 0; round < 5; round++) await store.CompactAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        await stop.CancelAsync();
        await Task.WhenAll([.. writers, .. readers]).WaitAsync(Patience);

        Assert.Equal(Members, store.Count);
        for (var i = 0; i < Members; i++) Assert.Equal(writes[i], BitConverter.ToInt32(store.Get(BitConverter.GetBytes(i))!));
    }

    private static byte[] Secret(string which) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"s3cr3t {which} ", 40)));

    private IReadOnlyList<string> FilesWith(string text) => FileSearch.FilesWith(_folder.Path, text);

    private long BlocksOnDisk() => Directory.GetFiles(_folder.Path, "log.*").Sum(static path => DiskUse.Of(path));
}
