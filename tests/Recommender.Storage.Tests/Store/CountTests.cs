using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>The number of keys that have a value.</summary>
public sealed class CountTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Counts_a_key_once_from_its_first_value_until_it_is_deleted()
    {
        using var store = Open();

        store.Put("a", Value(1));
        store.Put("a", Value(2));
        store.Put("b", Value(3));
        Assert.Equal(2, store.Count);

        Assert.True(store.Remove("a"));
        Assert.False(store.Remove("a"));
        Assert.False(store.Remove("nobody"));
        Assert.Equal(1, store.Count);

        store.Put("a", Value(4));
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public async Task Is_that_of_the_checkpoint_after_a_restart()
    {
        using (var store = Open())
        {
            for (var i = 0; i < 5_000; i++) store.Put($"member-{i}", Value(i));
            for (var i = 0; i < 5_000; i += 5) store.Remove($"member-{i}");
            await store.Checkpoints.TakeAsync();
            for (var i = 0; i < 100; i++) store.Put($"later-{i}", Value(i));
            Assert.Equal(4_100, store.Count);
        }

        using var again = Open();
        Assert.Equal(4_000, again.Count);
    }

    [Fact]
    public Task Agrees_with_what_is_found_amid_checkpoints_writes_and_deletes_of_several_threads() => AssertAgreesAsync(afterRestarts: false);

    [Fact]
    public Task Agrees_with_what_is_found_after_a_restart_from_such_a_checkpoint() => AssertAgreesAsync(afterRestarts: true);

    private async Task AssertAgreesAsync(bool afterRestarts)
    {
        for (var round = 0; round < 10; round++)
        {
            using (var store = Open())
            {
                using var stop = new CancellationTokenSource();
                var before = store.Count - Found(store);   // of the restart
                var writers = Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
                {
                    var random = new Random(thread);
                    while (!stop.IsCancellationRequested)
                    {
                        if (random.Next(2) == 0) store.Put($"member-{random.Next(2_000)}", Value(random.Next()));
                        else store.Remove($"member-{random.Next(2_000)}");
                    }
                })).ToArray();
                for (var i = 0; i < 8; i++) await store.Checkpoints.TakeAsync().WaitAsync(Patience);
                await stop.CancelAsync();
                await Task.WhenAll(writers).WaitAsync(Patience);
                Assert.Equal(Found(store) + (afterRestarts ? 0 : before), store.Count);
            }
        }
    }

    private static long Found(KeyValueStore store) => Enumerable.Range(0, 2_000).LongCount(i => store.Get($"member-{i}") is not null);

    private KeyValueStore Open() => KeyValueStore.Open(new StoreOptions { Folder = _folder.Path, MemoryBytes = 1 << 20, ExpectedKeys = 1_000, MaxValueBytes = 8 << 10 });
}
