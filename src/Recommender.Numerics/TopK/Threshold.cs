using System.Runtime.CompilerServices;
using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.TopK;

/// <summary>Finds a value that k of the values reach and not many more.</summary>
internal static unsafe class Threshold
{
    /// <summary>
    /// Bisects the floats between a known limit and infinity by counting, which vectors do faster than any rearranging of
    /// the values; ends as soon as no more than enough of them, k or more, reach the limit. After the values there is room
    /// for 15 more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Raise(KernelSet kernels, float* values, int count, int k, int enough, float from)
    {
        if (count < k) return from;

        var padded = (count + 15) & ~15;
        new Span<float>(values + count, padded - count).Fill(float.NegativeInfinity);
        var (reached, missed) = (FloatOrder.KeyOf(from), FloatOrder.KeyOf(float.PositiveInfinity));
        while (missed - reached > 1)
        {
            var middle = reached + (missed - reached) / 2;
            var reaching = padded - kernels.CountBelow(values, padded, FloatOrder.ValueOf(middle));
            if (reaching >= k) reached = middle;
            else missed = middle;
            if (reaching >= k && reaching <= enough) break;
        }

        return FloatOrder.ValueOf(reached);
    }
}
