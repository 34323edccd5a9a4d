using Recommender.Peers.Data;
using Recommender.Peers.Judging;
using Recommender.Peers.Reporting;

namespace Recommender.Peers.Rows;

/// <summary>Whether the made-up catalogue is as hard to search as the trained one, at the trained one's size.</summary>
internal sealed class LikenessPart : IPart
{
    private const int K = 100;
    private const double Goal = 0.99;

    public string Name => "likeness";

    public Chapter Measure(Bench bench)
    {
        using var trained = bench.Sets.Trained();
        using var alike = bench.Sets.Million(trained.Rows.Rows);
        (string Name, DataSet Set)[] both = [("trained", trained), ("made up", alike)];
        return new Chapter(
            [.. both.SelectMany(pair => Of(bench, pair.Name, pair.Set))],
            [$"Trained: {trained.About}", $"Made up: {alike.About}"],
            $"What the sets look like; medians with the middle four fifths of a sample.\n\n{Portrait.Of(trained, alike)}");
    }

    private static IEnumerable<RowResult> Of(Bench bench, string name, DataSet set)
    {
        using var search = new ExactSearch(set, K);
        using var lists = new ListSearch(bench, set, K, Goal);
        using var peer = Graph.Start(bench, set, K);
        var exact = search.Answers();
        var recall = lists.Recall(exact);
        peer.Name = $"hnswlib, ef {Tuning.Of(peer, exact, set.Queries.Rows, Goal, lowest: K, highest: Math.Min(set.Rows.Rows, 8192))}";
        var times = bench.Time([search.Contender, lists.Contender], [peer], set.Queries.Rows);

        var work = $"likeness: top-{K} of {set.Rows.Rows:N0} × {set.Rows.Dimension}, {name}";
        var ours = $"{lists.Contender.Name}, recall {recall:F4}, {times.Microseconds(lists.Contender).ToString("N1")} µs";
        yield return RowResult.OfRatio(
            work, ours, $"{search.Contender.Name}, {times.Microseconds(search.Contender).ToString("N1")} µs", times.Ratio(lists.Contender, search.Contender), null);
        yield return RowResult.OfRatio(work, ours, $"{peer.Name}, {times.Microseconds(peer).ToString("N1")} µs", times.Ratio(lists.Contender, peer), null);
    }
}
