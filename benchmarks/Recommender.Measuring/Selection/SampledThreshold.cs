using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recommender.Measuring.Selection;

/// <summary>
/// Guesses a threshold from every sixteenth score, collects what reaches it a vector at a time, and guesses lower if that is too
/// little. What it collects it sorts by the order of its numbers' bits, not by comparing.
/// </summary>
public sealed class SampledThreshold(int rows) : ISelection
{
    private const int Step = 16;

    private readonly float[] _sample = new float[rows / Step + 1];
    private readonly ulong[] _buffer = new ulong[rows];
    private readonly ulong[] _other = new ulong[rows];

    /// <inheritdoc/>
    public string Name => "sampled threshold";

    /// <inheritdoc/>
    public int Run(ReadOnlySpan<float> scores, Span<int> best)
    {
        var sample = _sample.AsSpan(0, (scores.Length + Step - 1) / Step);
        for (var i = 0; i < sample.Length; i++) sample[i] = scores[i * Step];

        var wanted = Math.Min(best.Length, scores.Length);
        for (var rank = wanted / Step + 4 * (int)Math.Sqrt((double)wanted / Step) + 1; ; rank *= 2)
        {
            var threshold = rank < sample.Length ? QuickSelect.Highest(sample, rank) : float.NegativeInfinity;
            var count = Collect(scores, threshold);
            if (count < wanted) continue;

            var sorted = RadixSort.Ascending(_buffer.AsSpan(0, count), _other);
            for (var i = 0; i < wanted; i++) best[i] = Ranked.NumberOf(sorted[i]);
            return wanted;
        }
    }

    private int Collect(ReadOnlySpan<float> scores, float threshold)
    {
        ref var first = ref MemoryMarshal.GetReference(scores);
        var (count, row) = (0, 0);
        for (; row <= scores.Length - Vector512<float>.Count; row += Vector512<float>.Count)
        {
            var reach = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref first, (nuint)row), Vector512.Create(threshold)).ExtractMostSignificantBits();
            for (; reach != 0; reach &= reach - 1)
            {
                var number = row + BitOperations.TrailingZeroCount(reach);
                _buffer[count++] = Ranked.Of(scores[number], number);
            }
        }

        for (; row < scores.Length; row++)
            if (scores[row] >= threshold) _buffer[count++] = Ranked.Of(scores[row], row);
        return count;
    }
}
