using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recommender.Numerics.Files;

/// <summary>CRC-32C (Castagnoli), the checksum of iSCSI, ext4 and others: an instruction on the machines that serve.</summary>
/// <remarks>
/// Finds every change of up to three bits and every burst of up to 32 in the blocks that it is used on. An instruction waits for the
/// one before it, and three chains run beside each other: their sums are put together by multiplying by the power of x that the
/// bytes behind amount to (Gopal et al., "Fast CRC Computation for iSCSI Polynomial Using CRC32 Instruction", Intel, 2011).
/// </remarks>
internal static class Crc32C
{
    private const int LaneWords = 32;
    private const int LaneBytes = LaneWords * sizeof(ulong);
    private const uint Polynomial = 0x82F6_3B78;   // the highest power in the lowest bit, as in all of it

    // A product of two sums comes out one place too low, and the instruction that reduces it multiplies by x³².
    private static readonly Vector128<ulong> OverOneLane = Vector128.CreateScalar((ulong)PowerOfX((8 * LaneBytes) - 33));
    private static readonly Vector128<ulong> OverTwoLanes = Vector128.CreateScalar((ulong)PowerOfX((16 * LaneBytes) - 33));

    public static uint Of(ReadOnlySpan<byte> bytes) => ~Append(~0u, bytes);

    /// <summary>Takes in more bytes; starts at all ones and ends inverted.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var rest = bytes[(words.Length * sizeof(ulong))..];
        if (Pclmulqdq.IsSupported)
        {
            for (; words.Length >= 3 * LaneWords; words = words[(3 * LaneWords)..]) state = AppendLanes(state, words);
        }

        foreach (var word in words) state = BitOperations.Crc32C(state, word);
        foreach (var one in rest) state = BitOperations.Crc32C(state, one);
        return state;
    }

    private static uint AppendLanes(uint state, ReadOnlySpan<ulong> words)
    {
        var first = words[..LaneWords];
        var second = words.Slice(LaneWords, LaneWords);
        var third = words.Slice(2 * LaneWords, LaneWords);
        var (one, two, three) = (state, 0u, 0u);
        for (var i = 0; i < LaneWords; i++)
        {
            one = BitOperations.Crc32C(one, first[i]);
            two = BitOperations.Crc32C(two, second[i]);
            three = BitOperations.Crc32C(three, third[i]);
        }

        return Over(one, OverTwoLanes) ^ Over(two, OverOneLane) ^ three;
    }

    /// <summary>The sum of the same bytes with zeros behind them.</summary>
    private static uint Over(uint state, Vector128<ulong> power) =>
        BitOperations.Crc32C(0, Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar((ulong)state), power, 0).ToScalar());

    private static uint PowerOfX(int exponent)
    {
        var power = 1u << 31;
        for (var i = 0; i < exponent; i++) power = (power >> 1) ^ ((power & 1) == 0 ? 0 : Polynomial);
        return power;
    }
}
