using System.Text.Json.Nodes;
using Recommender.Peers.Contenders;
using Recommender.Peers.Data;
using Recommender.Peers.Judging;
using Recommender.Peers.Reporting;

namespace Recommender.Peers.Rows;

/// <summary>Exact top-500 of trained vectors against FAISS IndexFlatIP.</summary>
internal sealed class FlatPart : IPart
{
    private const int K = 500;

    public string Name => "flat";

    public Chapter Measure(Bench bench)
    {
        using var set = bench.Sets.Trained();
        using var search = new ExactSearch(set, K);
        using var loop = Start(bench, set, "FAISS IndexFlatIP, one query a call, Python's share taken off", isSingle: true);
        using var scan = Start(bench, set, "FAISS IndexFlatIP, one call, query by query within", isSingle: false);
        using var blas = Start(bench, set, "FAISS IndexFlatIP, one call as a batch through BLAS", isSingle: false);
        scan.Ask(new JsonObject { ["do"] = "blas", ["use"] = false });

        var exact = search.Answers();
        foreach (var peer in (PeerIndex[])[scan, blas])
        {
            var recall = exact.RecallOf(peer.Answers(0, set.Queries.Rows), 0);
            if (recall < 0.99) throw new WrongAnswerException($"{peer.Name} has {recall:P1} of the best rows");
        }

        var overhead = loop.Times(set.Queries.Rows).Overhead;
        var single = new WithoutOverhead(loop, overhead);
        var times = bench.Time([search.Contender], [single, scan, blas], set.Queries.Rows);
        var work = $"top-{K} of {set.Rows.Rows:N0} × {set.Rows.Dimension}, trained";
        var ours = $"{search.Contender.Name}, {times.Microseconds(search.Contender).ToString("N1")} µs";
        var about = loop.Ask(new JsonObject { ["do"] = "about" });
        return new Chapter(
            [
                .. ((IContender[])[single, scan, blas]).Select(peer => RowResult.OfRatio(
                    work, ours, $"{peer.Name}, {times.Microseconds(peer).ToString("N1")} µs", times.Ratio(search.Contender, peer), ReferenceEquals(peer, single) ? 8 : null)),
            ],
            [
                $"FAISS {about["version"]} of Debian is compiled as `{about["compiled"]}`, without AVX2, and uses the machine's libblas; one thread.",
                $"A call of FAISS from Python costs {1e6 * overhead:N1} µs (an index without rows), taken off where it is called for each query, as a server does.",
                Bench.Tails(search.Contender, loop, set.Queries.Rows),
            ]);
    }

    private static PeerIndex Start(Bench bench, DataSet set, string name, bool isSingle)
    {
        var peer = new PeerIndex(name, "faiss_peer.py", set, K, bench.Work) { CallsForEachQuery = isSingle };
        peer.Build(new JsonObject { ["kind"] = "flat", ["threads"] = 1 });
        return peer;
    }

    private sealed record WithoutOverhead(PeerIndex Peer, double Seconds) : IContender
    {
        public string Name => Peer.Name;

        public double Run(int first, int count) => Peer.Run(first, count) - count * Seconds;
    }
}
