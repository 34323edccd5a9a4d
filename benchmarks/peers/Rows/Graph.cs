using System.Text.Json.Nodes;
using Recommender.Peers.Contenders;
using Recommender.Peers.Data;

namespace Recommender.Peers.Rows;

/// <summary>hnswlib as the issue sets it: M 16, efConstruction 200; its index is kept between runs.</summary>
internal static class Graph
{
    private const int M = 16;
    private const int Construction = 200;

    /// <summary>Starts the peer over a set and builds its index on all cores, or reads it.</summary>
    public static PeerIndex Start(Bench bench, DataSet set, int k)
    {
        bench.Log($"hnswlib over {set.Rows.Rows:N0} rows");
        var peer = new PeerIndex("hnswlib", "hnswlib_peer.py", set, k, bench.Work);
        var seconds = peer.Build(new JsonObject
        {
            ["m"] = M,
            ["construction"] = Construction,
            ["threads"] = Environment.ProcessorCount,
            ["file"] = bench.Work.IndexOf(set, $"m{M}_c{Construction}.hnsw"),
        });
        if (seconds > 0) bench.Log($"  built in {seconds:N0} s");
        return peer;
    }

    /// <summary>How Debian compiled it, as a sentence.</summary>
    public static string About(PeerIndex peer)
    {
        var about = peer.Ask(new JsonObject { ["do"] = "about" });
        var wide = about["wide"] is { } count ? $"{count} of its instructions use registers that only AVX has" : "binutils are not there to see whether it uses AVX";
        return $"hnswlib {about["version"]} of Debian: {wide}; M {M}, efConstruction {Construction}, searched on one thread, all queries of a round in one call.";
    }
}
