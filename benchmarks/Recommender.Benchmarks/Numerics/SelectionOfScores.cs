using Recommender.Numerics;

namespace Recommender.Benchmarks.Numerics;

/// <summary>Selects the k highest of many scores with a buffer of 2k that is halved when full: few scores get past the threshold.</summary>
internal sealed class SelectionOfScores(int k)
{
    // Score and row in one number, so that sorting needs no comparer.
    private readonly ulong[] _buffer = new ulong[2 * k];

    public int Run(ReadOnlySpan<float> scores, Span<ScoredRow> best)
    {
        var (count, threshold) = (0, float.NegativeInfinity);
        for (var row = 0; row < scores.Length; row++)
        {
            if (scores[row] <= threshold) continue;

            _buffer[count++] = (ulong)Key(scores[row]) << 32 | (uint)row;
            if (count < _buffer.Length) continue;

            Array.Sort(_buffer);
            count = k;
            threshold = scores[(int)(uint)_buffer[k - 1]];
        }

        Array.Sort(_buffer, 0, count);
        var found = Math.Min(count, k);
        for (var i = 0; i < found; i++)
        {
            var row = (int)(uint)_buffer[i];
            best[i] = new ScoredRow(row, scores[row]);
        }

        return found;
    }

    // Falls as the score grows.
    private static uint Key(float score)
    {
        var bits = BitConverter.SingleToUInt32Bits(score);
        return (bits & 0x8000_0000) != 0 ? bits : ~bits & 0x7FFF_FFFF;
    }
}
