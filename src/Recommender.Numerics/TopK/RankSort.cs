namespace Recommender.Numerics.TopK;

/// <summary>Sorts positions by rank, highest first, equal ranks in the order in which they came.</summary>
internal static class RankSort
{
    private const int Radix = 256;

    /// <summary>Sorts by four passes over bytes of the rank, lowest byte first. All spans have one length; the result is in <paramref name="positions"/>.</summary>
    public static void Descending(Span<uint> ranks, Span<int> positions, Span<uint> otherRanks, Span<int> otherPositions)
    {
        Span<int> starts = stackalloc int[Radix];
        for (var shift = 0; shift < 32; shift += 16)
        {
            Pass(ranks, positions, otherRanks, otherPositions, shift, starts);
            Pass(otherRanks, otherPositions, ranks, positions, shift + 8, starts);
        }
    }

    private static void Pass(
        ReadOnlySpan<uint> ranks, ReadOnlySpan<int> positions, Span<uint> toRanks, Span<int> toPositions, int shift, Span<int> starts)
    {
        starts.Clear();
        foreach (var rank in ranks) starts[Digit(rank, shift)]++;

        var start = 0;
        foreach (ref var count in starts) (count, start) = (start, start + count);
        for (var i = 0; i < ranks.Length; i++)
        {
            var to = starts[Digit(ranks[i], shift)]++;
            toRanks[to] = ranks[i];
            toPositions[to] = positions[i];
        }
    }

    private static int Digit(uint rank, int shift) => (byte)~(rank >> shift);
}
