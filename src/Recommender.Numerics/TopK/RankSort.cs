using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recommender.Numerics.TopK;

/// <summary>Sorts keys, largest first.</summary>
internal static class RankSort
{
    private const int Radix = 256;
    private const int DigitBits = 8;

    /// <summary>
    /// Sorts by the 16 highest bits in which keys differ, in two passes that have no branch to mispredict, then ends with
    /// insertions, of which there are few. Where equal bits would make them many, it compares instead.
    /// </summary>
    /// <param name="keys">Any keys.</param>
    /// <param name="scratch">At least as long; its content is lost.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Descending(Span<ulong> keys, Span<ulong> scratch)
    {
        var (lowest, highest) = (ulong.MaxValue, 0ul);
        foreach (var key in keys) (lowest, highest) = (Math.Min(lowest, key), Math.Max(highest, key));

        if (keys.Length > Radix / 8)
        {
            var bits = 64 - BitOperations.LeadingZeroCount(highest - lowest);
            var shift = Math.Max(0, bits - 2 * DigitBits);
            Pass(keys, scratch, highest, shift);
            Pass(scratch[..keys.Length], keys, highest, shift + DigitBits);
        }

        if (InsertionSort(keys, mostMoves: 16 * keys.Length)) return;

        keys.Sort();
        keys.Reverse();
    }

    // Digits count down from the highest key, so that the order is descending.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass(ReadOnlySpan<ulong> from, Span<ulong> to, ulong highest, int shift)
    {
        Span<int> starts = stackalloc int[Radix];
        starts.Clear();
        foreach (var key in from) starts[Digit(highest - key, shift)]++;

        var start = 0;
        foreach (ref var count in starts) (count, start) = (start, start + count);
        foreach (var key in from) to[starts[Digit(highest - key, shift)]++] = key;
    }

    // False, and the keys in some order, if it would take too many moves.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool InsertionSort(Span<ulong> keys, int mostMoves)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            var key = keys[i];
            var at = i;
            for (; at > 0 && keys[at - 1] < key; at--) keys[at] = keys[at - 1];
            keys[at] = key;
            mostMoves -= i - at;
            if (mostMoves < 0) return false;
        }

        return true;
    }

    private static int Digit(ulong distance, int shift) => (byte)(distance >> shift);
}
