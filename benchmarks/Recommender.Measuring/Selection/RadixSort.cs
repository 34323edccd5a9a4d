using System.Numerics;

namespace Recommender.Measuring.Selection;

/// <summary>Sorts by the 16 highest bits in which numbers differ, then by insertions.</summary>
internal static class RadixSort
{
    private const int Radix = 256;

    /// <summary>Returns the numbers in order: in the span that they came in.</summary>
    public static Span<ulong> Ascending(Span<ulong> numbers, Span<ulong> other)
    {
        var (lowest, highest) = (ulong.MaxValue, 0ul);
        foreach (var number in numbers) (lowest, highest) = (Math.Min(lowest, number), Math.Max(highest, number));

        var shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount(highest - lowest) - 16);
        Pass(numbers, other, lowest, shift);
        Pass(other[..numbers.Length], numbers, lowest, shift + 8);
        for (var i = 1; i < numbers.Length; i++)
        {
            var number = numbers[i];
            if (numbers[i - 1] <= number) continue;

            // Many ties in those bits: insertions would take long.
            var run = i;
            while (run > 0 && numbers[run - 1] > number && i - run < 64) run--;
            if (i - run == 64)
            {
                numbers.Sort();
                return numbers;
            }

            numbers[run..i].CopyTo(numbers[(run + 1)..]);
            numbers[run] = number;
        }

        return numbers;
    }

    private static void Pass(ReadOnlySpan<ulong> from, Span<ulong> to, ulong lowest, int shift)
    {
        Span<int> starts = stackalloc int[Radix];
        starts.Clear();
        foreach (var number in from) starts[(byte)((number - lowest) >> shift)]++;

        var start = 0;
        foreach (ref var count in starts) (count, start) = (start, start + count);
        foreach (var number in from) to[starts[(byte)((number - lowest) >> shift)]++] = number;
    }
}
