using Recommender.Peers.Contenders;
using Recommender.Peers.Judging;
using Recommender.Peers.Reporting;

namespace Recommender.Peers.Rows;

/// <summary>Up to which size the exact top-500 beats hnswlib.</summary>
internal sealed class CrossoverPart : IPart
{
    private const int K = 500;
    private const double Goal = 0.99;
    private const int Least = 200_000;
    private const int MostProbes = 8192;

    public string Name => "crossover";

    public Chapter Measure(Bench bench)
    {
        var results = new List<RowResult>();
        var notes = new List<string>
        {
            $"hnswlib's ef is at least K, so what it takes at ef {K} is the least that it can take, whatever the recall. On the made-up catalogue it has it harder than on trained vectors (see likeness).",
        };
        var (beaten, quickest) = (0, 0);
        var (isBeaten, isQuickest) = (true, true);
        foreach (var size in bench.Sizes.Crossover)
        {
            var found = At(bench, size);
            results.AddRange(found.Results);
            notes.Add(found.Note);
            if (isBeaten &= found.AtGoal > 1) beaten = size;
            if (isQuickest &= found.AtLeast > 1) quickest = size;
        }

        results.Add(Largest($"hnswlib at recall@{K} ≥ {Goal}", beaten) with { Asked = $"≥ {Least:N0}", IsReached = beaten >= Least });
        results.Add(Largest($"hnswlib at ef {K}, any recall", quickest));
        return new Chapter(results, notes);
    }

    private static RowResult Largest(string other, int size) => new()
    {
        Work = $"largest size measured up to which exact top-{K} is the faster",
        Ours = $"exact top-{K}",
        Other = other,
        Measured = $"{size:N0}",
        Asked = "—",
    };

    private static (RowResult[] Results, string Note, double AtGoal, double AtLeast) At(Bench bench, int size)
    {
        using var set = bench.Sets.Million(size);
        using var search = new ExactSearch(set, K);
        using var peer = Graph.Start(bench, set, K);
        var exact = search.Answers();
        peer.Probe(K);
        var recallAtLeast = exact.RecallOf(peer.Answers(0, set.Queries.Rows), 0);
        var tuning = Tuning.Of(peer, exact, set.Queries.Rows, Goal, lowest: K, highest: Math.Min(size, MostProbes));
        peer.Name = $"hnswlib, ef {tuning}";
        var least = new AtProbes($"hnswlib, ef {K}, recall {recallAtLeast:F4}", peer, K, tuning.Probes);

        var times = bench.Time([search.Contender], [peer, least], set.Queries.Rows);
        return (
            [Line(peer), Line(least)],
            $"{size:N0} made up. {Bench.Tails(search.Contender, peer, set.Queries.Rows)}",
            times.Ratio(search.Contender, peer).Median,
            times.Ratio(search.Contender, least).Median);

        RowResult Line(IContender other) => RowResult.OfRatio(
            $"top-{K} of {size:N0} × {set.Rows.Dimension}, made up",
            $"{search.Contender.Name}, {times.Microseconds(search.Contender).ToString("N1")} µs",
            $"{other.Name}, {times.Microseconds(other).ToString("N1")} µs",
            times.Ratio(search.Contender, other),
            asked: null);
    }
}
