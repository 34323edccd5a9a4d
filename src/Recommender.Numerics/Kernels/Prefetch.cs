using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Recommender.Numerics.Memory;

namespace Recommender.Numerics.Kernels;

/// <summary>Asks for memory before it is needed. The hardware does so too, but starts late and stops at every page.</summary>
internal static unsafe class Prefetch
{
    // What the last cache is sure to hold of one matrix.
    private const long CacheBytes = 16 << 20;

    /// <summary>How far ahead of a scan to ask, in bytes, given the size of what is scanned: memory needs more warning than a cache.</summary>
    public static nint DistanceFor(long bytes) => bytes <= CacheBytes ? 2048 : 8192;

    /// <summary>Asks for the cache lines of some bytes. Any address will do: one that does not exist is ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Bytes(void* from, int count)
    {
        if (!Sse.IsSupported) return;
        for (var i = 0; i < count; i += CacheLine.Bytes) Sse.Prefetch0((byte*)from + i);
    }

    /// <summary>Asks for the cache lines of some elements, which may move: then it was in vain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Bytes<T>(ref readonly T first, int count)
        where T : unmanaged => Bytes(Unsafe.AsPointer(in first), count * sizeof(T));
}
