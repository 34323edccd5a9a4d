using System.Text.Json.Nodes;
using Recommender.Peers.Contenders;
using Recommender.Peers.Data;
using Recommender.Peers.Judging;
using Recommender.Peers.Reporting;

namespace Recommender.Peers.Rows;

/// <summary>Top-10 of pictures by our inverted file, against hnswlib and FAISS IVFFlat at the same recall.</summary>
internal sealed class FashionPart : IPart
{
    private const int K = 10;
    private const double Goal = 0.99;

    public string Name => "fashion";

    public Chapter Measure(Bench bench)
    {
        using var set = bench.Sets.Fashion();
        using var exact = new ExactSearch(set, K);
        using var lists = new ListSearch(bench, set, K, Goal);
        using var graph = Graph.Start(bench, set, K);
        var answers = exact.Answers();
        var (queries, recall) = (set.Queries.Rows, lists.Recall(answers));
        graph.Name = $"hnswlib, ef {Tuning.Of(graph, answers, queries, Goal, lowest: K, highest: 2048)}";

        var flats = bench.Sizes.FashionLists.Select(count => StartFlat(bench, set, answers, count)).ToArray();
        try
        {
            var times = bench.Time([lists.Contender, exact.Contender], [graph, .. flats], queries);
            var flat = times.Fastest(flats);
            var work = $"top-{K} of {set.Rows.Rows:N0} × {set.Rows.Dimension}, Fashion-MNIST";
            var ours = $"{lists.Contender.Name}, recall {recall:F4}, {times.Microseconds(lists.Contender).ToString("N1")} µs";
            return new Chapter(
                [
                    Line(graph, 2),
                    .. flats.Select(other => Line(other, other == flat ? 8 : null)),
                    Line(exact.Contender, null),
                    new RowResult
                    {
                        Work = work, Ours = lists.Contender.Name, Other = "exact top-10", Measured = $"recall {recall:F4}",
                        Asked = $"≥ {Goal}", IsReached = recall >= Goal,
                    },
                ],
                [
                    $"Fashion: {set.About} Our inverted file has {lists.Lists:N0} lists, built in {lists.BuildTime.TotalSeconds:N1} s on {Environment.ProcessorCount} cores.",
                    Graph.About(graph),
                    "Of FAISS's numbers of lists the fastest of this run is judged against; every round is one call, scanned query by query within.",
                    Bench.Tails(lists.Contender, graph, queries),
                    Bench.Tails(lists.Contender, flat, queries),
                ]);

            RowResult Line(IContender other, double? asked) => RowResult.OfRatio(
                work, ours, $"{other.Name}, {times.Microseconds(other).ToString("N1")} µs", times.Ratio(lists.Contender, other), asked);
        }
        finally
        {
            foreach (var flat in flats) flat.Dispose();
        }
    }

    private static PeerIndex StartFlat(Bench bench, DataSet set, ExactAnswers answers, int lists)
    {
        bench.Log($"FAISS IVFFlat with {lists} lists");
        var peer = new PeerIndex("", "faiss_peer.py", set, K, bench.Work);
        peer.Ask(new JsonObject { ["do"] = "blas", ["use"] = false });   // Debian's plain libblas is the slower
        peer.Build(new JsonObject { ["kind"] = "lists", ["lists"] = lists, ["threads"] = Environment.ProcessorCount, ["file"] = bench.Work.IndexOf(set, $"lists{lists}.faiss") });
        peer.Name = $"FAISS IVFFlat, {lists} lists, nprobe {Tuning.Of(peer, answers, set.Queries.Rows, Goal, lowest: 1, highest: lists)}";
        return peer;
    }
}
