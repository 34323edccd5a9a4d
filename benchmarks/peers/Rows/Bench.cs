using Recommender.Peers.Contenders;
using Recommender.Peers.Data;
using Recommender.Peers.Judging;

namespace Recommender.Peers.Rows;

/// <summary>What every part of the run works with.</summary>
/// <param name="Sets">The data.</param>
/// <param name="Sizes">How large it is.</param>
/// <param name="Plan">How much is measured.</param>
/// <param name="Work">Where indexes are kept.</param>
/// <param name="Log">Says on standard error what is being done.</param>
internal sealed record Bench(DataSets Sets, Sizes Sizes, Plan Plan, WorkFolder Work, Action<string> Log)
{
    private const int QueriesOfAllocation = 100;
    private const int QueriesOfTails = 1000;

    /// <summary>What our contenders allocated, by name.</summary>
    public Dictionary<string, double> Allocated { get; } = [];

    /// <summary>Times contenders over the queries of a set in turns, then counts what ours allocate for a query.</summary>
    public Tournament Time(IReadOnlyList<InProcess> ours, IReadOnlyList<IContender> others, int queries)
    {
        IContender[] all = [.. ours, .. others];
        Log($"timing {string.Join(", ", all.Select(contender => contender.Name))}");
        var times = new Tournament(all, queries, Plan);

        // Now all of it is compiled as it stays: before that, what later lives on the stack may be allocated.
        foreach (var contender in ours) Allocated[contender.Name] = contender.AllocatedBytes(Math.Min(queries, QueriesOfAllocation));
        return times;
    }

    /// <summary>Median and 99th percentile of ours and a peer over single queries, as a sentence.</summary>
    public static string Tails(InProcess ours, PeerIndex peer, int queries)
    {
        double[] times = [.. ours.Times(0, Math.Min(queries, QueriesOfTails)).Order()];
        var (median, tail, overhead) = peer.Times(Math.Min(queries, QueriesOfTails));
        return $"Single queries, p50 and p99: {ours.Name} {Micro(times[times.Length / 2])} and {Micro(times[times.Length * 99 / 100])}; "
            + $"{peer.Name} {Micro(median)} and {Micro(tail)}, of which a call from Python costs {Micro(overhead)}.";
    }

    private static string Micro(double seconds) => $"{1e6 * seconds:N1} µs";
}
