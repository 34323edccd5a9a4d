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
                    case < 1_200:
                        var value = StoreCalls.Value(random.Next(), most: 2_000);
                        var key = Key(random);
                        store.Put(key, value);
                        model[key] = value;
                        break;
                    case < 1_400:
                        key = Key(random);
                        store.Remove(key);
                        model.Remove(key);
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

    private static void AssertSame(Dictionary<string, byte[]> model, KeyValueStore store)
    {
        for (var i = 0; i < 3_000; i++) Assert.Equal(model.GetValueOrDefault($"member-{i}"), store.Get($"member-{i}"));
    }
}
