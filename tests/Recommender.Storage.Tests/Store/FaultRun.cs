using Recommender.Storage.Store;
using Recommender.Storage.Tests.Faults;

namespace Recommender.Storage.Tests.Store;

/// <summary>Random operations on a store whose disk fails by plan, and what may be found afterwards.</summary>
internal sealed class FaultRun(string folder, FaultPlan plan)
{
    private const int Keys = 400;

    private readonly StoreOptions _options = new() { Folder = folder, MemoryBytes = 1 << 20, ExpectedKeys = 256, MaxValueBytes = 8 << 10 };
    private readonly List<Dictionary<string, byte[]>> _possible = [[]];

    public FaultyDisk Disk { get; } = new(plan);

    /// <summary>The first error that the store gave; null where the plan's faults met none of its needs.</summary>
    public StoreException? Failure { get; private set; }

    /// <summary>Works until the steps are done or the store refuses one.</summary>
    public Task RunAsync(int steps) => Task.Run(async () =>
    {
        var random = new Random(plan.Seed);
        var model = new Dictionary<string, byte[]>();
        using var store = KeyValueStore.Open(_options, StoreDevices.Over(name => Disk.Open(name)));
        try
        {
            for (var step = 0; step < steps; step++)
            {
                var key = $"member-{random.Next(Keys)}";
                switch (random.Next(100))
                {
                    case 0 or 1 when step > 0:
                        _possible.Add(new Dictionary<string, byte[]>(model));   // from now on this may be what is found
                        await (random.Next(3) == 0 ? store.CompactAsync() : store.Checkpoints.TakeAsync());
                        _possible.RemoveRange(0, _possible.Count - 1);          // and now nothing older
                        break;
                    case < 10:
                        model[key] = [.. model.GetValueOrDefault(key, []).Take(3_000), (byte)step];
                        store.Change(key, old => [.. (old ?? []).Take(3_000), (byte)step]);
                        break;
                    case < 60:
                        model[key] = StoreCalls.Value(random.Next(), most: 6_000);
                        store.Put(key, model[key]);
                        break;
                    case < 70:
                        model.Remove(key);
                        store.Remove(key);
                        break;
                    default:
                        Assert.Equal(model.GetValueOrDefault(key), store.Get(key));
                        break;
                }
            }
        }
        catch (StoreException failure)
        {
            Failure = failure;
        }
    });

    /// <summary>Opens what is left on a disk without faults.</summary>
    public void AssertRecovered(string which)
    {
        using var store = KeyValueStore.Open(_options);
        var found = new Dictionary<string, byte[]>();
        for (var i = 0; i < Keys; i++)
        {
            if (store.Get($"member-{i}") is { } value) found[$"member-{i}"] = value;
        }

        Assert.Equal(found.Count, store.Count);
        Assert.Equal(found.Keys.Order(StringComparer.Ordinal), store.All().Keys.Order(StringComparer.Ordinal));
        Assert.True(
            _possible.Exists(model => Same(model, found)),
            $"{which}: {found.Count} members, not those of any of {_possible.Count} checkpoints; {string.Join(" / ", _possible.Select(model => Difference(model, found)))}; failed by {Failure?.Message}\n{string.Join('\n', Disk.Log.TakeLast(40))}");
    }

    private static string Difference(Dictionary<string, byte[]> model, Dictionary<string, byte[]> found) =>
        $"{model.Count} of which {model.Count(pair => !found.ContainsKey(pair.Key))} are missing and {model.Count(pair => found.TryGetValue(pair.Key, out var value) && !value.AsSpan().SequenceEqual(pair.Value))} differ, and {found.Count(pair => !model.ContainsKey(pair.Key))} too many";

    private static bool Same(Dictionary<string, byte[]> model, Dictionary<string, byte[]> found) =>
        model.Count == found.Count && model.All(pair => found.TryGetValue(pair.Key, out var value) && value.AsSpan().SequenceEqual(pair.Value));
}
