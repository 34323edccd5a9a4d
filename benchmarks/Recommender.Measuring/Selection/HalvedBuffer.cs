using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recommender.Measuring.Selection;

/// <summary>Collects the scores above a threshold in a buffer of 2K, compared a vector at a time; a full one is sorted, halved, and raises it.</summary>
public sealed class HalvedBuffer(int k) : ISelection
{
    private readonly ulong[] _buffer = new ulong[2 * k + Vector512<float>.Count];

    /// <inheritdoc/>
    public string Name => "2K buffer";

    /// <inheritdoc/>
    public int Run(ReadOnlySpan<float> scores, Span<int> best)
    {
        ref var first = ref MemoryMarshal.GetReference(scores);
        var (count, threshold) = (0, float.NegativeInfinity);
        var row = 0;
        for (; row <= scores.Length - Vector512<float>.Count; row += Vector512<float>.Count)
        {
            var above = Vector512.GreaterThan(Vector512.LoadUnsafe(ref first, (nuint)row), Vector512.Create(threshold)).ExtractMostSignificantBits();
            for (; above != 0; above &= above - 1) Add(scores, row + BitOperations.TrailingZeroCount(above), ref count);
            if (count >= 2 * k) Halve(scores, ref count, ref threshold);
        }

        for (; row < scores.Length; row++)
            if (scores[row] > threshold) Add(scores, row, ref count);
        return Ranked.Write(_buffer.AsSpan(0, count), best);
    }

    private void Add(ReadOnlySpan<float> scores, int row, ref int count) => _buffer[count++] = Ranked.Of(scores[row], row);

    private void Halve(ReadOnlySpan<float> scores, ref int count, ref float threshold)
    {
        _buffer.AsSpan(0, count).Sort();
        count = k;
        threshold = scores[Ranked.NumberOf(_buffer[k - 1])];
    }
}
