using System.Runtime.CompilerServices;

namespace Recommender.Numerics.Kernels;

/// <summary>Inner products of one query with consecutive rows.</summary>
/// <remarks>
/// Row by row, as they lie in memory: several rows at once would save loads of the query, but the hardware then no longer
/// recognises one stream, and from memory that costs a third. Four sums hide the latency of additions.
/// </remarks>
internal static unsafe class FloatScan<TLanes, TVector>
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* rows, nint stride, int count, float* query, float* scores, nint prefetch)
    {
        for (var row = 0; row < count; row++, rows += stride)
        {
            Prefetch.Bytes((byte*)rows + prefetch, (int)stride * sizeof(float));
            scores[row] = Dot(rows, stride, query);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot(float* row, nint stride, float* query)
    {
        var (s0, s1, s2, s3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var end = row + stride;
        for (; row <= end - 4 * TLanes.Count; row += 4 * TLanes.Count, query += 4 * TLanes.Count)
        {
            s0 = Step(s0, row, query);
            s1 = Step(s1, row + TLanes.Count, query + TLanes.Count);
            s2 = Step(s2, row + 2 * TLanes.Count, query + 2 * TLanes.Count);
            s3 = Step(s3, row + 3 * TLanes.Count, query + 3 * TLanes.Count);
        }

        for (; row < end; row += TLanes.Count, query += TLanes.Count) s0 = Step(s0, row, query);
        return TLanes.Sum(TLanes.Add(TLanes.Add(s0, s1), TLanes.Add(s2, s3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Step(TVector sum, float* x, float* y) => TLanes.MultiplyAdd(TLanes.Load(x), TLanes.Load(y), sum);
}
