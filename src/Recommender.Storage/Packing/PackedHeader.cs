using System.Buffers.Binary;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Packing;

/// <summary>
/// The first sixteen bytes of every packed value, little-endian: CRC-32C of all that follows it (4), version (1), flags (1),
/// dimension of the embedding (2), and the journal position up to which changes are in it (8).
/// </summary>
internal static class PackedHeader
{
    public const int Bytes = 16;

    /// <summary>The flag of an embedding in fp16; without it, fp32.</summary>
    public const byte HalfPrecision = 1;

    private const int VersionAt = 4;
    private const int FlagsAt = 5;
    private const int DimensionAt = 6;
    private const int PositionAt = 8;

    /// <summary>Bytes of an embedding.</summary>
    public static int EmbeddingBytes(int dimension, byte flags) => dimension * (flags == HalfPrecision ? 2 : 4);

    /// <summary>Fills the header; <see cref="Seal"/> comes last.</summary>
    public static void Write(Span<byte> value, byte version, byte flags, int dimension)
    {
        value[VersionAt] = version;
        value[FlagsAt] = flags;
        BinaryPrimitives.WriteUInt16LittleEndian(value[DimensionAt..], (ushort)dimension);
    }

    /// <summary>Writes the position down and the checksum over all.</summary>
    public static void Seal(Span<byte> value, long position)
    {
        BinaryPrimitives.WriteInt64LittleEndian(value[PositionAt..], position);
        BinaryPrimitives.WriteUInt32LittleEndian(value, Crc32C.Of(value[sizeof(uint)..]));
    }

    /// <summary>Refuses what is no whole value of a version that is known.</summary>
    /// <exception cref="InvalidValueException">Says at which byte what is wrong.</exception>
    public static void Check(string what, ReadOnlySpan<byte> value, int leastBytes, byte newestVersion)
    {
        if (value.Length < leastBytes) throw new InvalidValueException(what, value.Length, $"ends after {value.Length} bytes; the least is {leastBytes}");
        var version = value[VersionAt];
        if (version == 0 || version > newestVersion) throw new InvalidValueException(what, VersionAt, $"is of version {version}; this program reads 1..{newestVersion}");

        var written = BinaryPrimitives.ReadUInt32LittleEndian(value);
        var found = Crc32C.Of(value[sizeof(uint)..]);
        if (found != written) throw new InvalidValueException(what, 0, $"is damaged: the checksum of its {value.Length} bytes is {found:x8}, written was {written:x8}");
        if (value[FlagsAt] > HalfPrecision) throw new InvalidValueException(what, FlagsAt, $"has the flags {value[FlagsAt]:x2}; known are 00 and 01");
    }

    public static byte Flags(ReadOnlySpan<byte> value) => value[FlagsAt];

    public static int Dimension(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadUInt16LittleEndian(value[DimensionAt..]);

    public static long Position(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadInt64LittleEndian(value[PositionAt..]);
}
