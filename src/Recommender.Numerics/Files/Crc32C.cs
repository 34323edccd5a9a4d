using System.Numerics;
using System.Runtime.InteropServices;

namespace Recommender.Numerics.Files;

/// <summary>CRC-32C (Castagnoli), the checksum of iSCSI, ext4 and others: an instruction on the machines that serve.</summary>
/// <remarks>Finds every change of up to three bits and every burst of up to 32 in the blocks that it is used on.</remarks>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Append(~0u, bytes);

    /// <summary>Takes in more bytes; starts at all ones and ends inverted.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) state = BitOperations.Crc32C(state, word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) state = BitOperations.Crc32C(state, rest);
        return state;
    }
}
