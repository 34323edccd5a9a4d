using System.Runtime.Intrinsics;
using Recommender.Numerics.Kernels;
using Recommender.Numerics.TopK;

namespace Recommender.Numerics.Lists;

/// <summary>Which lists to look into first.</summary>
internal static unsafe class ProbeOrder
{
    // How far aside from its direction, towards the query, a list is taken to reach when lists are compared.
    private const float Leaning = 0.2f;

    /// <summary>Leaves the cosine of each list's direction with the query, and what the list promises, in the scratch.</summary>
    /// <remarks>A list promises the score of its longest row, should that lie a little from its direction towards the query.</remarks>
    public static void Score(KernelSet kernels, ListStore store, in ListQuery query, InvertedFileScratch scratch)
    {
        scratch.ReserveLists(store.Lists);
        var centroids = store.Centroids;
        var unit = query.Length > 0 && float.IsFinite(query.Length) ? query.Bound.QueryScale / query.Length : 0;
        fixed (int* dots = scratch.ListDots)
        fixed (float* along = scratch.Along, promise = scratch.Promise)
        {
            kernels.ScanBlocks(
                centroids.BlockPointer(0), centroids.BlockBytes, centroids.Blocks, query.Codes, dots, Prefetch.DistanceFor(centroids.Bytes));
            for (var list = 0; list < store.Lists; list += Vector256<int>.Count)
            {
                var cosine = Vector256.ConvertToSingle(Vector256.Load(dots + list)) * Vector256.Load(store.CentroidScales.First + list) * unit;
                var sine = Vector256.Sqrt(Vector256.Max(Vector256<float>.Zero, Vector256<float>.One - cosine * cosine));
                cosine.Store(along + list);
                (Vector256.Load(store.Longest.First + list) * (cosine + sine * Leaning)).Store(promise + list);
            }
        }
    }

    /// <summary>
    /// Leaves the lists that promise most in the scratch as keys (<see cref="RankKey"/>), best first, equal ones by number:
    /// fewer are the beginning of more.
    /// </summary>
    public static void Select(KernelSet kernels, int lists, int probes, InvertedFileScratch scratch)
    {
        var (found, threshold) = (0, float.NegativeInfinity);
        fixed (float* promise = scratch.Promise)
        {
            if (probes < lists) threshold = Threshold.Raise(kernels, promise, lists, probes, probes + probes / 8, threshold);
            for (var list = 0; list < lists; list++)
            {
                scratch.Order[found] = RankKey.Of(promise[list], list);
                found += promise[list] < threshold ? 0 : 1;
            }
        }

        RankSort.Descending(scratch.Order.AsSpan(0, found), scratch.OtherOrder);
    }
}
