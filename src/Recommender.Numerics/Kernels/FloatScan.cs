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
    public static void Run(float* rows, nint stride, int count, float* query, float* scores, nint prefetch)
    {
        for (var row = 0; row < count; row++, rows += stride) scores[row] = Dot(rows, stride, query, prefetch);
    }

    private static float Dot(float* row, nint stride, float* query, nint prefetch)
    {
        var (s0, s1, s2, s3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        nint i = 0;
        for (; i <= stride - 4 * TLanes.Count; i += 4 * TLanes.Count)
        {
            Prefetch.Bytes((byte*)(row + i) + prefetch, 4 * TLanes.Count * sizeof(float));
            s0 = Step(s0, row + i, query + i);
            s1 = Step(s1, row + i + TLanes.Count, query + i + TLanes.Count);
            s2 = Step(s2, row + i + 2 * TLanes.Count, query + i + 2 * TLanes.Count);
            s3 = Step(s3, row + i + 3 * TLanes.Count, query + i + 3 * TLanes.Count);
        }

        for (; i < stride; i += TLanes.Count) s0 = Step(s0, row + i, query + i);
        return TLanes.Sum(TLanes.Add(TLanes.Add(s0, s1), TLanes.Add(s2, s3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Step(TVector sum, float* x, float* y) => TLanes.MultiplyAdd(TLanes.Load(x), TLanes.Load(y), sum);
}
