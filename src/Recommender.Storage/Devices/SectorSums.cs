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

    private const int Lanes = 4;

    /// <summary>Writes the sums of whole sectors, one after another, little-endian.</summary>
    public static void Write(ReadOnlySpan<byte> sectors, Span<byte> sums)
    {
        Span<uint> found = stackalloc uint[Lanes];
        for (var sector = 0; sector * SectorBytes < sectors.Length; sector += Lanes)
        {
            var count = Of(sectors[(sector * SectorBytes)..], found);
            for (var i = 0; i < count; i++) BinaryPrimitives.WriteUInt32LittleEndian(sums[((sector + i) * sizeof(uint))..], found[i]);
        }
    }

    /// <summary>The number of the first sector that does not agree with its sum, or -1.</summary>
    public static int FirstDamaged(ReadOnlySpan<byte> sectors, ReadOnlySpan<byte> sums)
    {
        Span<uint> found = stackalloc uint[Lanes];
        for (var sector = 0; sector * SectorBytes < sectors.Length; sector += Lanes)
        {
            var count = Of(sectors[(sector * SectorBytes)..], found);
            for (var i = 0; i < count; i++)
            {
                if (found[i] != BinaryPrimitives.ReadUInt32LittleEndian(sums[((sector + i) * sizeof(uint))..])) return sector + i;
            }
        }

        return -1;
    }

    /// <summary>Sums of up to four sectors at a time: the instruction takes three cycles, and a new one can begin in each.</summary>
    /// <returns>How many there were.</returns>
    private static int Of(ReadOnlySpan<byte> sectors, Span<uint> sums)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(sectors);
        var count = Math.Min(sectors.Length / SectorBytes, Lanes);
        if (count == Lanes)
        {
            (sums[0], sums[1], sums[2], sums[3]) = Of(words[..WordsOfSector], words.Slice(WordsOfSector, WordsOfSector), words.Slice(2 * WordsOfSector, WordsOfSector), words.Slice(3 * WordsOfSector, WordsOfSector));
        }
        else if (count > 1)
        {
            // The last stands in for those that are missing.
            var last = words.Slice((count - 1) * WordsOfSector, WordsOfSector);
            (sums[0], sums[1], sums[2], sums[3]) = Of(words[..WordsOfSector], words.Slice(WordsOfSector, WordsOfSector), last, last);
        }
        else
        {
            sums[0] = 0;
            foreach (var word in words[..WordsOfSector]) sums[0] = BitOperations.Crc32C(sums[0], word);
        }

        return count;
    }

    private static (uint A, uint B, uint C, uint D) Of(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ReadOnlySpan<ulong> c, ReadOnlySpan<ulong> d)
    {
        var (sumA, sumB, sumC, sumD) = (0u, 0u, 0u, 0u);
        for (var i = 0; i < a.Length && i < b.Length && i < c.Length && i < d.Length; i++)
        {
            sumA = BitOperations.Crc32C(sumA, a[i]);
            sumB = BitOperations.Crc32C(sumB, b[i]);
            sumC = BitOperations.Crc32C(sumC, c[i]);
            sumD = BitOperations.Crc32C(sumD, d[i]);
        }

        return (sumA, sumB, sumC, sumD);
    }
}
