using Recommender.Storage.Store;
using Recommender.StoreFigures.Reporting;
using Recommender.StoreFigures.Tails;

namespace Recommender.StoreFigures.Parts;

/// <summary>The slowest of a thousand reads by two threads: quiet, during checkpoints, and beside a steady stream of writes.</summary>
internal sealed class TailsPart : IPart
{
    private const double Most = 5;

    public string Name => "tails";

    public async Task<Findings> MeasureAsync(Plan plan)
    {
        var memory = plan.Of(48L << 20, 2L << 20);
        var time = plan.Of(TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(0.05));
        var (writes, between) = plan.Of((20_000, 10_000), (2_000, 200));
        using var folder = plan.Folder();
        using var store = new TailStore(KeyValueStore.Open(new StoreOptions { Folder = folder.Of("store"), MemoryBytes = memory, ExpectedKeys = 200_000 }), memory);
        var kinds = new (string Name, Func<Random, int> Choose)[] { ("hot", store.Hot), ("mixed", store.Mixed) };

        var rounds = new Dictionary<(string Reads, string Beside), List<Percentiles>>();
        for (var round = 0; round <= plan.Rounds; round++)
        {
            if (round == 1) rounds.Clear();   // the first warms up
            foreach (var (name, choose) in kinds)
            {
                Add((name, "quiet"), await store.QuietAsync(choose, time));
                Add((name, "during checkpoints"), await store.DuringCheckpointsAsync(choose, time, between));
                Add((name, "beside writes"), await store.DuringWritesAsync(choose, time, writes));
            }
        }

        return new Findings(
            [.. kinds.SelectMany(kind => Figures(kind.Name, rounds))],
            [
                $"{TailStore.Readers} threads read without a pause, each the next member when it has the one before; {time.TotalSeconds} s a round for each line. A store of {4 * memory >> 20} MB with {memory >> 20} MB of memory, values of {TailStore.ValueBytes} bytes.",
                "Hot: members that stay in memory. Mixed: one in ten of all members, most of which are on the device.",
                $"During checkpoints: only reads that begin while one is taken count; {between:N0} members are written before each. Beside writes: {writes:N0} members a second, half of them hot ones.",
                "The readers ask again when they have an answer, so a read that waits for a core counts once, however long: two readers and whoever works beside them share the cores, and the slowest reads are those waits.",
                "Other: the same quiet, in the same round. A ratio is that of the rounds' p99.9.",
            ]);

        void Add((string Reads, string Beside) key, Percentiles times)
        {
            if (!rounds.TryGetValue(key, out var list)) rounds[key] = list = [];
            list.Add(times);
        }
    }

    private static IEnumerable<Figure> Figures(string reads, Dictionary<(string Reads, string Beside), List<Percentiles>> rounds)
    {
        var quiet = rounds[(reads, "quiet")];
        foreach (var beside in new[] { "during checkpoints", "beside writes" })
        {
            var busy = rounds[(reads, beside)];
            yield return Line("p50", static times => times.P50, most: null);
            yield return Line("p99", static times => times.P99, most: null);
            yield return Line("p99.9", static times => times.P999, Most);
            yield return Line("slowest", static times => times.Slowest, most: null);

            Figure Line(string percentile, Func<Percentiles, double> of, double? most) =>
                Figure.AtMost($"{reads} reads {beside}, {percentile}", [.. busy.Select(of)], [.. quiet.Select(of)], Percentiles.Show, most);
        }
    }
}
