using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Recommender.Storage.Devices;

/// <summary>
/// CRC-32C of sectors, four bytes each. It starts at zero and is not inverted, so that the sum of zeros is zero: a hole in a
/// file agrees with the hole in the file of its sums. The length is always that of a sector, so nothing is lost by it.
/// </summary>
internal static class SectorSums
{
    /// <summary>Bytes that one sum stands for.</summary>
    public const int SectorBytes = 512;

    /// <summary>Bytes of data whose sums fill a sector.</summary>
    public const int ChunkBytes = SectorBytes / sizeof(uint) * SectorBytes;

    private const int WordsOfSector = SectorBytes / sizeof(ulong);

    /// <summary>Writes the sums of whole sectors, one after another, little-endian.</summary>
    public static void Write(ReadOnlySpan<byte> sectors, Span<byte> sums)
    {
        for (var sector = 0; sector * SectorBytes < sectors.Length; sector++)
            BinaryPrimitives.WriteUInt32LittleEndian(sums[(sector * sizeof(uint))..], Of(sectors.Slice(sector * SectorBytes, SectorBytes)));
    }

    /// <summary>The number of the first sector that does not agree with its sum, or -1.</summary>
    public static int FirstDamaged(ReadOnlySpan<byte> sectors, ReadOnlySpan<byte> sums)
    {
        for (var sector = 0; sector * SectorBytes < sectors.Length; sector++)
        {
            if (Of(sectors.Slice(sector * SectorBytes, SectorBytes)) != BinaryPrimitives.ReadUInt32LittleEndian(sums[(sector * sizeof(uint))..])) return sector;
        }

        return -1;
    }

    private static uint Of(ReadOnlySpan<byte> sector)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(sector)[..WordsOfSector];
        var sum = 0u;
        foreach (var word in words) sum = BitOperations.Crc32C(sum, word);
        return sum;
    }
}
