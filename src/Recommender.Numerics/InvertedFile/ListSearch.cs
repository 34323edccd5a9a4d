using System.Numerics;
using Recommender.Numerics.Kernels;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>One search of one generation.</summary>
internal static class ListSearch
{
    // Lists between one that is walked and one whose numbers are asked for.
    private const int Ahead = 4;

    // Below this share of allowed rows many blocks have none.
    private const int SparseOf = 32;

    /// <summary>Finds the best rows among those that a reach leads to, and never fewer than there are and are asked for.</summary>
    /// <param name="kernels">Kernels.</param>
    /// <param name="generation">What to search, held by the caller.</param>
    /// <param name="query">Shape (d).</param>
    /// <param name="best">Receives the best rows; its length is K.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <param name="allowed">One bit per row number; empty for all.</param>
    /// <param name="plan">Chooses the reach when none is given.</param>
    /// <param name="given">The reach to use, or null.</param>
    public static int Run(
        KernelSet kernels, ListGeneration generation, ReadOnlySpan<float> query, Span<ScoredRow> best,
        InvertedFileScratch scratch, ReadOnlySpan<ulong> allowed, ProbePlan plan, Reach? given)
    {
        var rescoring = new ListRescoring(kernels, generation, query, scratch.Rows);
        var rows = allowed.IsEmpty ? generation.Count : CountOf(allowed);
        if (!allowed.IsEmpty && rows <= Math.Max(plan.FewAllowed, 2L * best.Length))
            return rescoring.Run(Collect(generation, allowed, scratch.Rows), float.NegativeInfinity, best);

        var k = Math.Min(best.Length, generation.Count);
        var reach = given ?? plan.For(k * Math.Max(1, (double)generation.Count / rows));
        var codes = ListQuery.Of(kernels, query, generation, scratch, reach.Doubt);
        var visible = new VisibleRows(generation.Version, allowed, sparse: rows < generation.Count / SparseOf);
        var sift = new ListSift(kernels, codes, visible, scratch.Rows, k);
        if (generation.Added > 0) ScanAdded(generation, ref sift);
        var runs = Probe(kernels, generation, codes, scratch, reach, k, ref sift);
        sift.Finish();
        scratch.Scanned = (sift.Blocks, runs);
        return rescoring.Run(sift.Count, sift.Threshold, best);
    }

    private static long Probe(
        KernelSet kernels, ListGeneration generation, in ListQuery query, InvertedFileScratch scratch, Reach reach, int k, ref ListSift sift)
    {
        var store = generation.Store;
        var probes = (int)Math.Clamp(Math.Ceiling(reach.Probes), 1, store.Lists);
        var walk = new ListWalk(store, new SlotBlocks(store, generation.Changes), scratch, query.Length, (float)reach.Slack);
        ProbeOrder.Score(kernels, store, query, (float)reach.Slack, scratch);
        for (var done = 0; ; probes = (int)Math.Min(4L * probes, store.Lists))
        {
            ProbeOrder.Select(kernels, store.Lists, probes, scratch);
            for (; done < probes; done++)
            {
                if (done + Ahead < probes) walk.Announce(RankKey.RowOf(scratch.Order[done + Ahead]));
                walk.Walk(RankKey.RowOf(scratch.Order[done]), ref sift);
            }

            walk.Finish(ref sift);
            if (sift.Count >= k || probes == store.Lists) return walk.Runs;
        }
    }

    private static void ScanAdded(ListGeneration generation, ref ListSift sift) =>
        sift.Scan(
            new SlotBlocks(generation.Changes!), 0, (generation.Added + Int8Matrix.RowsPerBlock - 1) / Int8Matrix.RowsPerBlock, generation.Added);

    private static int CountOf(ReadOnlySpan<ulong> allowed)
    {
        var count = 0L;
        foreach (var word in allowed) count += BitOperations.PopCount(word);
        return (int)Math.Min(count, int.MaxValue);
    }

    private static int Collect(ListGeneration generation, ReadOnlySpan<ulong> allowed, TopKScratch scratch)
    {
        var count = 0;
        for (var word = 0; word < allowed.Length; word++)
        {
            for (var rest = allowed[word]; rest != 0; rest &= rest - 1)
            {
                var slot = generation.Find(word * 64 + BitOperations.TrailingZeroCount(rest));
                if (slot < 0) continue;
                scratch.Reserve(count + 1, count);
                (scratch.Slots[count], scratch.Lower[count]) = (slot, float.NegativeInfinity);
                count++;
            }
        }

        return count;
    }
}
