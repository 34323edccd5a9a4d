namespace Recommender.Measuring.Selection;

/// <summary>Score and number in one integer that falls as the score grows and then rises with the number: sorting needs no comparer.</summary>
internal static class Ranked
{
    public static ulong Of(float score, int number)
    {
        var bits = BitConverter.SingleToUInt32Bits(score + 0f);   // minus zero is zero
        var falling = (bits & 0x8000_0000) != 0 ? bits : ~bits & 0x7FFF_FFFF;
        return (ulong)falling << 32 | (uint)number;
    }

    public static int NumberOf(ulong ranked) => (int)(uint)ranked;

    /// <summary>Sorts and writes the first numbers out.</summary>
    public static int Write(Span<ulong> ranked, Span<int> best)
    {
        ranked.Sort();
        var found = Math.Min(ranked.Length, best.Length);
        for (var i = 0; i < found; i++) best[i] = NumberOf(ranked[i]);
        return found;
    }
}
