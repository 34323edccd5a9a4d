using System.Runtime.CompilerServices;

namespace Recommender.Numerics.Kernels;

/// <summary>The definition. Every other kernel is judged against it.</summary>
internal static class ScalarDot
{
    /// <summary>Inner product, summed in the order of the elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Of(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sum = 0.0;   // double, so that the judge is more exact than the judged
        for (var i = 0; i < x.Length; i++) sum += (double)x[i] * y[i];
        return (float)sum;
    }

    /// <summary>Inner product of integers: exact, since 2,048 products of 127² fit an int.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Of(ReadOnlySpan<sbyte> x, ReadOnlySpan<sbyte> y)
    {
        var sum = 0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
