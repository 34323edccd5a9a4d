using Recommender.Storage.Store;
using Recommender.Storage.Tests.Support;

namespace Recommender.Storage.Tests.Store;

/// <summary>Several threads, each with keys and a dictionary of its own, beside checkpoints: what each has written, each finds, also after restarts.</summary>
public sealed class ThreadedModelTests
{
    private const int Threads = 4;
    private const int Lives = 3;
    private const int Steps = 3_000;
    private const int Keys = 500;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 5)];

    [Theory, MemberData(nameof(Seeds))]
    public Task Every_thread_finds_what_it_wrote_and_so_does_the_next_life(int seed) => LiveAsync(seed, static (store, _) => store.Checkpoints.TakeAsync());

    [Theory, MemberData(nameof(Seeds))]
    public Task So_it_is_beside_compactions(int seed) => LiveAsync(seed, static (store, round) => round % 3 == 2 ? store.CompactAsync() : store.Checkpoints.TakeAsync());

    private static async Task LiveAsync(int seed, Func<KeyValueStore, int, Task> maintain)
    {
        using var folder = new TemporaryFolder();
        var options = new StoreOptions { Folder = folder.Path, MemoryBytes = 1 << 20, MaxValueBytes = 8 << 10, ExpectedKeys = 256 };
        var models = Enumerable.Range(0, Threads).Select(_ => new Dictionary<string, byte[]>()).ToArray();
        for (var life = 0; life < Lives; life++)
        {
            using var store = KeyValueStore.Open(options);
            AssertHolds(store, models);
            var writers = Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => Live(store, models[thread], thread, new Random((seed * 100) + (life * 10) + thread)))));
            for (var round = 0; !writers.IsCompleted; round++) await maintain(store, round);
            await writers;
            AssertHolds(store, models);
            await store.Checkpoints.TakeAsync();
        }

        using var last = KeyValueStore.Open(options);
        AssertHolds(last, models);
    }

    private static void Live(KeyValueStore store, Dictionary<string, byte[]> model, int thread, Random random)
    {
        for (var step = 0; step < Steps; step++)
        {
            var key = $"{thread}-{random.Next(Keys)}";
            var value = StoreCalls.Value(random.Next(), most: 1_000);
            switch (random.Next(4))
            {
                case 0:
                    store.Put(key, value);
                    model[key] = value;
                    break;
                case 1:
                    Assert.Equal(model.GetValueOrDefault(key), store.Change(key, _ => value));
                    model[key] = value;
                    break;
                case 2:
                    Assert.Equal(model.Remove(key), store.Remove(key));
                    break;
                default:
                    Assert.Equal(model.GetValueOrDefault(key), store.Get(key));
                    break;
            }
        }
    }

    private static void AssertHolds(KeyValueStore store, Dictionary<string, byte[]>[] models)
    {
        Assert.Equal(models.Sum(static model => model.Count), store.Count);
        for (var thread = 0; thread < Threads; thread++)
        {
            for (var number = 0; number < Keys; number++) Assert.Equal(models[thread].GetValueOrDefault($"{thread}-{number}"), store.Get($"{thread}-{number}"));
        }
    }
}
