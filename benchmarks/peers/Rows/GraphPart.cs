using Recommender.Peers.Data;
using Recommender.Peers.Judging;
using Recommender.Peers.Reporting;

namespace Recommender.Peers.Rows;

/// <summary>Exact top-100 and top-500 of trained vectors against hnswlib.</summary>
internal sealed class GraphPart : IPart
{
    private const double Goal = 0.97;
    private static readonly int[] Ks = [100, 500];

    public string Name => "graph";

    public Chapter Measure(Bench bench)
    {
        using var set = bench.Sets.Trained();
        var chapters = Ks.Select(k => Of(bench, set, k)).ToArray();
        return new Chapter([.. chapters.SelectMany(chapter => chapter.Results)], [.. chapters.SelectMany(chapter => chapter.Notes)]);
    }

    private static Chapter Of(Bench bench, DataSet set, int k)
    {
        using var search = new ExactSearch(set, k);
        using var peer = Graph.Start(bench, set, k);
        var exact = search.Answers();
        var tuning = Tuning.Of(peer, exact, set.Queries.Rows, Goal, lowest: k, highest: Math.Min(set.Rows.Rows, 8192));
        peer.Name = $"hnswlib, ef {tuning}";

        var times = bench.Time([search.Contender], [peer], set.Queries.Rows);
        return new Chapter(
            [
                RowResult.OfRatio(
                    $"top-{k} of {set.Rows.Rows:N0} × {set.Rows.Dimension}, trained",
                    $"{search.Contender.Name}, {times.Microseconds(search.Contender).ToString("N1")} µs",
                    $"{peer.Name}, {times.Microseconds(peer).ToString("N1")} µs",
                    times.Ratio(search.Contender, peer),
                    10),
            ],
            [Graph.About(peer), Bench.Tails(search.Contender, peer, set.Queries.Rows)]);
    }
}
