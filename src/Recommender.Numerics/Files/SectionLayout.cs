using Recommender.Numerics.Memory;

namespace Recommender.Numerics.Files;

/// <summary>How many bytes a section of some type and shape has, and what .NET calls its elements.</summary>
/// <remarks>
/// Along one axis elements lie without gaps. Along several, the last one is a row, and each row starts on a cache line; the
/// gap before it is zeros. So a mapped matrix is as aligned as one in memory.
/// </remarks>
internal static class SectionLayout
{
    public const int MaxAxes = 4;

    /// <summary>The bytes of a section, or −1 where there is no such section: no such type, a negative length, more than 2⁶³ bytes.</summary>
    public static long BytesOf(SectionType type, ReadOnlySpan<long> shape)
    {
        var elementBytes = ElementBytes(type);
        if (elementBytes == 0 || shape.Length is < 1 or > MaxAxes || shape.ContainsAnyInRange(long.MinValue, -1)) return -1;

        // No product of two numbers below 2⁶³ needs more than 128 bits, and each is looked at before the next.
        var bytes = (Int128)shape[^1] * elementBytes;
        if (type == SectionType.I8Blocks)
        {
            if (shape.Length != 2) return -1;
            var (blocks, dimension) = (((Int128)shape[0] + 15) / 16, ((Int128)shape[1] + 7) / 8 * 8);
            return Checked(blocks * 16 * dimension);
        }

        if (shape.Length > 1) bytes = (bytes + CacheLine.Bytes - 1) / CacheLine.Bytes * CacheLine.Bytes;
        foreach (var count in shape[..^1])
        {
            if (bytes > long.MaxValue) return -1;
            bytes *= count;
        }

        return Checked(bytes);
    }

    public static int ElementBytes(SectionType type) => type switch
    {
        SectionType.I8 or SectionType.U8 or SectionType.Utf8 or SectionType.I8Blocks => 1,
        SectionType.F16 or SectionType.U16 => 2,
        SectionType.F32 or SectionType.I32 or SectionType.U32 => 4,
        SectionType.F64 or SectionType.I64 or SectionType.U64 => 8,
        _ => 0,
    };

    /// <summary>The section type of a .NET type.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public static SectionType TypeOf<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) ? SectionType.F32
        : typeof(T) == typeof(Half) ? SectionType.F16
        : typeof(T) == typeof(double) ? SectionType.F64
        : typeof(T) == typeof(sbyte) ? SectionType.I8
        : typeof(T) == typeof(byte) ? SectionType.U8
        : typeof(T) == typeof(ushort) ? SectionType.U16
        : typeof(T) == typeof(int) ? SectionType.I32
        : typeof(T) == typeof(uint) ? SectionType.U32
        : typeof(T) == typeof(long) ? SectionType.I64
        : typeof(T) == typeof(ulong) ? SectionType.U64
        : throw new NotSupportedException($"{typeof(T)} is no type of a section");

    private static long Checked(Int128 bytes) => bytes > long.MaxValue ? -1 : (long)bytes;
}
