using System.Text;
using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>A compaction leaves the processor, the locks and the disk to those who are served.</summary>
public sealed class CompactionPausesTests : IDisposable
{
    private const int Members = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_rests_on_a_thread_of_its_own_before_every_record_while_others_write_and_read()
    {
        using var store = Open(_folder.Path);
        for (var i = 0; i < Members; i++) store.Put($"member-{i}", Value(i));
        var rests = 0;
        var threads = new HashSet<string?>();
        void Rest()
        {
            threads.Add(Thread.CurrentThread.Name);
            if (rests++ % 500 != 0) return;
            var other = new Thread(() =>
            {
                store.Put($"member-{rests % Members}", Value(rests % Members));
                Assert.Equal(Value(7), store.Get("member-7"));
            });
            other.Start();
            Assert.True(other.Join(Patience), "somebody waits for a compaction that rests");
        }

        await store.CompactAsync(() => store.Checkpoints.TakeAsync(), Rest, TestContext.Current.CancellationToken);

        Assert.Equal(["compaction"], threads);
        Assert.InRange(rests, 3 * Members, int.MaxValue);   // found, moved and proved
        for (var i = 0; i < Members; i++) Assert.Equal(Value(i), store.Get($"member-{i}"));
    }

    /// <summary>What was written again and again lies on long chains: the walk keeps their keys, and the lists hold every address. In an index laid out for as many.</summary>
    [Fact]
    public async Task It_leaves_next_to_nothing_to_the_collector_however_many_keys_there_are()
    {
        const int Many = 50_000;
        using var store = Open(_folder.Path, Many);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < Many; i++) store.Put($"member-{i}", Value(i + round));
            await store.Checkpoints.TakeAsync();   // from here on a value is appended and not changed where it is
        }

        var (first, last) = (long.MaxValue, 0L);
        void Look()
        {
            last = GC.GetAllocatedBytesForCurrentThread();
            first = Math.Min(first, last);
        }

        await store.CompactAsync(() => store.Checkpoints.TakeAsync(), Look, TestContext.Current.CancellationToken);

        Assert.InRange(last - first, 0, sizeof(long) * Many);   // of the addresses alone the walks hold four times as much, and of keys more
        for (var i = 0; i < Many; i += 100) Assert.Equal(Value(i + 2), store.Get($"member-{i}"));
    }

    [Fact]
    public async Task On_a_disk_that_becomes_full_meanwhile_it_gives_up_and_nothing_is_lost()
    {
        using var disk = new SmallDisk(kilobytes: 64 << 10);
        using var store = Open(disk.File("store"));
        for (var i = 0; i < Members; i++) store.Put($"member-{i}", Large(i));
        await store.Checkpoints.TakeAsync();
        var rests = 0;
        void Fill()
        {
            if (rests++ != Members + (Members / 4)) return;   // while it moves: it has looked at every member
            var free = new DriveInfo(disk.Path).AvailableFreeSpace;
            using var file = File.Create(disk.File("filler"));
            file.Write(new byte[free - (8 << 20)]);
        }

        var refused = await Assert.ThrowsAsync<StoreException>(() => store.CompactAsync(() => store.Checkpoints.TakeAsync(), Fill, TestContext.Current.CancellationToken));

        Assert.Contains("nothing was removed", refused.Message, StringComparison.Ordinal);
        store.Put("member-0", Large(1));   // the store goes on
        File.Delete(disk.File("filler"));
        await store.CompactAsync(TestContext.Current.CancellationToken);
        for (var i = 1; i < Members; i++) Assert.Equal(Large(i), store.Get($"member-{i}"));
    }

    private static byte[] Large(int seed) => Encoding.ASCII.GetBytes(new string((char)('a' + (seed % 26)), 7_000));

    private static KeyValueStore Open(string folder, int keys = 1_000) =>
        KeyValueStore.Open(new StoreOptions { Folder = folder, MemoryBytes = 8 << 20, ExpectedKeys = keys, MaxValueBytes = 8 << 10 });
}
