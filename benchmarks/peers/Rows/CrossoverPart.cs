using Recommender.Peers.Judging;
using Recommender.Peers.Reporting;

namespace Recommender.Peers.Rows;

/// <summary>Up to which size the exact top-500 beats hnswlib.</summary>
internal sealed class CrossoverPart : IPart
{
    private const int K = 500;
    private const double Goal = 0.99;
    private const int Least = 200_000;
    private const int MostProbes = 16_384;

    public string Name => "crossover";

    public Chapter Measure(Bench bench)
    {
        var results = new List<RowResult>();
        var notes = new List<string>();
        var (beaten, ends) = (0, false);
        foreach (var size in bench.Sizes.Crossover)
        {
            var (result, note, ratio) = At(bench, size);
            results.Add(result);
            notes.Add(note);
            ends |= ratio <= 1;
            if (!ends) beaten = size;
        }

        results.Add(new RowResult
        {
            Work = $"largest size measured up to which exact top-{K} is the faster",
            Ours = "exact top-500",
            Other = $"hnswlib at recall@{K} ≥ {Goal}",
            Measured = $"{beaten:N0}",
            Asked = $"≥ {Least:N0}",
            IsReached = beaten >= Least,
        });
        return new Chapter(results, notes);
    }

    private static (RowResult Result, string Note, double Ratio) At(Bench bench, int size)
    {
        using var set = bench.Sets.Million(size);
        using var search = new ExactSearch(set, K);
        using var peer = Graph.Start(bench, set, K);
        var tuning = Tuning.Of(peer, search.Answers(), set.Queries.Rows, Goal, lowest: K, highest: Math.Min(size, MostProbes));
        peer.Name = $"hnswlib, ef {tuning}";

        var times = bench.Time([search.Contender], [peer], set.Queries.Rows);
        var ratio = times.Ratio(search.Contender, peer);
        var result = RowResult.OfRatio(
            $"top-{K} of {size:N0} × {set.Rows.Dimension}, made up",
            $"{search.Contender.Name}, {times.Microseconds(search.Contender).ToString("N1")} µs",
            $"{peer.Name}, {times.Microseconds(peer).ToString("N1")} µs", ratio, asked: null);
        return (result, $"{size:N0} made up. {Bench.Tails(search.Contender, peer, set.Queries.Rows)}", ratio.Median);
    }
}
