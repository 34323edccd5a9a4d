using System.Runtime.CompilerServices;

namespace Recommender.Numerics.Kernels;

/// <summary>Queries as the int8 kernels read them: padded with zeros to 8 elements, one <c>Pitch</c> after the other, and the sum of each.</summary>
internal readonly unsafe struct Int8Queries(sbyte* first, nint pitch, int* sums)
{
    public readonly sbyte* First = first;
    public readonly nint Pitch = pitch;
    public readonly int* Sums = sums;

    public Int8Queries From(int query) => new(First + query * Pitch, Pitch, Sums + query);

    /// <summary>The sum of a query's elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SumOf(ReadOnlySpan<sbyte> query)
    {
        var sum = 0;
        foreach (var element in query) sum += element;
        return sum;
    }
}
