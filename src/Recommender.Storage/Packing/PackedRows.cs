using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recommender.Storage.Packing;

/// <summary>Fixed-size elements where they lie, at whatever address: their types say so by a packing of one byte.</summary>
internal static class PackedRows
{
    /// <summary>Elements as the bytes that they are on disk.</summary>
    public static ReadOnlySpan<byte> AsBytes<T>(ReadOnlySpan<T> elements)
        where T : unmanaged => MemoryMarshal.AsBytes(Portable(elements));

    /// <summary>Bytes as the elements that they are.</summary>
    public static ReadOnlySpan<T> Of<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged => Portable(MemoryMarshal.Cast<byte, T>(bytes));

    private static ReadOnlySpan<T> Portable<T>(ReadOnlySpan<T> elements)
        where T : unmanaged =>
        BitConverter.IsLittleEndian ? elements : throw new PlatformNotSupportedException($"values of {Unsafe.SizeOf<T>()} bytes are little-endian on disk and read in place");
}
