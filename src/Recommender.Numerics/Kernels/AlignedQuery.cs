using Recommender.Numerics.Memory;

namespace Recommender.Numerics.Kernels;

/// <summary>Copies a query to where kernels want it: on a cache line, with zeros up to the next one.</summary>
internal static unsafe class AlignedQuery
{
    /// <summary>Bytes of a buffer that holds any query, wherever the buffer starts.</summary>
    public const int BufferBytes = MatrixLimits.MaxDimension * sizeof(float) + CacheLine.Bytes;

    /// <summary>Copies to the first cache line of the buffer.</summary>
    public static T* Copy<T>(ReadOnlySpan<T> query, byte* buffer)
        where T : unmanaged
    {
        var aligned = (T*)(((nuint)buffer + CacheLine.Bytes - 1) & ~(nuint)(CacheLine.Bytes - 1));
        var padded = new Span<T>(aligned, CacheLine.RoundUp(query.Length, sizeof(T)));
        query.CopyTo(padded);
        padded[query.Length..].Clear();
        return aligned;
    }
}
