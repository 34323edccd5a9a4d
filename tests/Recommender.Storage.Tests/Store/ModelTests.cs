using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Store;

/// <summary>Random operations on a store and on a dictionary, with checkpoints and restarts between them: both say the same.</summary>
public sealed class ModelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Holds_what_a_dictionary_holds_and_after_a_restart_what_it_held_at_the_checkpoint(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        var options = new StoreOptions
        {
            Folder = folder.Path,
            MemoryBytes = 1 << 20,
            MaxValueBytes = 8 << 10,
            ExpectedKeys = random.Next(2) == 0 ? 256 : 100_000,   // an index too small for its keys, or ample
        };
        Dictionary<string, byte[]> model = [], atCheckpoint = [];
        var store = KeyValueStore.Open(options);
        try
        {
            for (var step = 0; step < 6_000; step++)
            {
                string key;
                Assert.Equal(model.Count, store.Count);
                switch (random.Next(2_000))
                {
                    case 0:
                        await store.Checkpoints.TakeAsync();
                        atCheckpoint = new Dictionary<string, byte[]>(model);
                        break;
                    case 1:
                        store.Dispose();
                        store = KeyValueStore.Open(options);
                        model = new Dictionary<string, byte[]>(atCheckpoint);
                        AssertSame(model, store);
                        break;
                    case 2:
                        await store.CompactAsync();
                        atCheckpoint = new Dictionary<string, byte[]>(model);
                        break;
                    case 3:
                        AssertSame(model, store.All());
                        break;
                    case < 200:
                        var longer = StoreCalls.Value(random.Next(), most: 100);
                        key = Key(random);
                        Assert.Equal(model.GetValueOrDefault(key), store.Change(key, old => old is { Length: > 1_000 } ? null : [.. old ?? [], .. longer]));
                        if (model.GetValueOrDefault(key) is { Length: > 1_000 }) model.Remove(key);
                        else model[key] = [.. model.GetValueOrDefault(key, []), .. longer];
                        break;
                    case < 1_200:
                        var value = StoreCalls.Value(random.Next(), most: 2_000);
                        key = Key(random);
                        store.Put(key, value);
                        model[key] = value;
                        break;
                    case < 1_400:
                        key = Key(random);
                        Assert.Equal(model.Remove(key), store.Remove(key));
                        break;
                    default:
                        key = Key(random);
                        Assert.Equal(model.GetValueOrDefault(key), store.Get(key));
                        break;
                }
            }

            AssertSame(model, store);
        }
        finally
        {
            store.Dispose();
        }
    }

    private static string Key(Random random) => $"member-{random.Next(3_000)}";

    private static void AssertSame(Dictionary<string, byte[]> model, Dictionary<string, byte[]> found)
    {
        Assert.Equal(model.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(model, entry => Assert.Equal(entry.Value, found[entry.Key]));
    }

    private static void AssertSame(Dictionary<string, byte[]> model, KeyValueStore store)
    {
        AssertSame(model, store.All());
        for (var i = 0; i < 3_000; i++) Assert.Equal(model.GetValueOrDefault($"member-{i}"), store.Get($"member-{i}"));
    }
}
