using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;
using static Recommender.Storage.Tests.Store.StoreCalls;

namespace Recommender.Storage.Tests.Store;

/// <summary>A test with a store in a folder of its own.</summary>
public abstract class StoreCase : IDisposable
{
    internal TemporaryFolder Files { get; } = new();

    public void Dispose()
    {
        Files.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static void Fill(KeyValueStore store, int first, int count)
    {
        for (var i = first; i < first + count; i++) store.Put($"member-{i}", Value(i));
    }

    private protected static void AssertFilled(KeyValueStore store, int first, int count)
    {
        for (var i = first; i < first + count; i++) Assert.Equal(Value(i), store.Get($"member-{i}"));
    }

    private protected KeyValueStore Open() => Open(expectedKeys: 10_000);

    private protected KeyValueStore Open(long expectedKeys) =>
        KeyValueStore.Open(new StoreOptions { Folder = Files.Path, MemoryBytes = 2 << 20, ExpectedKeys = expectedKeys });
}
