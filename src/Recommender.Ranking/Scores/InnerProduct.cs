using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recommender.Ranking.Scores;

/// <summary>Inner products of single vectors, where rows are too few and too scattered for a scan.</summary>
internal static class InnerProduct
{
    /// <summary>x·y.</summary>
    /// <param name="x">Shape (d).</param>
    /// <param name="y">Shape (d).</param>
    public static float Of(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        if (x.Length != y.Length) throw new ArgumentException($"the vectors have {x.Length} and {y.Length} elements", nameof(y));
        ref var xs = ref MemoryMarshal.GetReference(x);
        ref var ys = ref MemoryMarshal.GetReference(y);
        var (width, i) = (Vector256<float>.Count, 0);
        var (one, other) = (Vector256<float>.Zero, Vector256<float>.Zero);   // two sums, so that one addition need not wait for the last
        for (; i <= x.Length - (2 * width); i += 2 * width)
        {
            one = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref xs, (nuint)i), Vector256.LoadUnsafe(ref ys, (nuint)i), one);
            other = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref xs, (nuint)(i + width)), Vector256.LoadUnsafe(ref ys, (nuint)(i + width)), other);
        }

        if (i <= x.Length - width)
        {
            one = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref xs, (nuint)i), Vector256.LoadUnsafe(ref ys, (nuint)i), one);
            i += width;
        }

        var sum = Vector256.Sum(one + other);
        for (; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>The cosine of two vectors; 0 where one has no length.</summary>
    public static float Cosine(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var lengths = Of(x, x) * Of(y, y);
        return lengths > 0 ? Of(x, y) / MathF.Sqrt(lengths) : 0;
    }
}
