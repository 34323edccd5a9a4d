using System.Numerics;

namespace Recommender.Numerics.TopK;

/// <summary>Sorts keys, largest first.</summary>
internal static class RankSort
{
    private const int Buckets = 1024;

    // Beyond it, one bucket has so many keys that sorting it by insertion would take longer than all else.
    private const int FullBucket = 64;

    /// <summary>Spreads the keys over buckets of equal width, which leaves few to each, and ends with insertions. Other keys may end up in <paramref name="scratch"/>.</summary>
    public static void Descending(Span<ulong> keys, Span<ulong> scratch)
    {
        var (lowest, highest) = (ulong.MaxValue, 0ul);
        foreach (var key in keys) (lowest, highest) = (Math.Min(lowest, key), Math.Max(highest, key));
        if (keys.Length < 2 || Spread(keys, scratch, highest, ShiftFor(highest - lowest)))
        {
            InsertionSort(keys);
            return;
        }

        keys.Sort();
        keys.Reverse();
    }

    // The buckets count down from the highest key, so that they lie in the order of the result.
    private static bool Spread(Span<ulong> keys, Span<ulong> scratch, ulong highest, int shift)
    {
        Span<int> starts = stackalloc int[Buckets];
        starts.Clear();
        foreach (var key in keys) starts[(int)((highest - key) >> shift)]++;

        var (start, fullest) = (0, 0);
        foreach (ref var count in starts)
        {
            fullest = Math.Max(fullest, count);
            (count, start) = (start, start + count);
        }

        if (fullest > FullBucket) return false;

        keys.CopyTo(scratch);
        foreach (var key in scratch[..keys.Length]) keys[starts[(int)((highest - key) >> shift)]++] = key;
        return true;
    }

    private static void InsertionSort(Span<ulong> keys)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            var key = keys[i];
            var at = i;
            for (; at > 0 && keys[at - 1] < key; at--) keys[at] = keys[at - 1];
            keys[at] = key;
        }
    }

    private static int ShiftFor(ulong range) => Math.Max(0, 64 - BitOperations.LeadingZeroCount(range) - BitOperations.Log2(Buckets));
}
