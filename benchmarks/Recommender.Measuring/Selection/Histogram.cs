namespace Recommender.Measuring.Selection;

/// <summary>Counts scores by the highest bits of their order, finds the bin of the K-th, and sorts what is in it and above.</summary>
public sealed class Histogram(int rows) : ISelection
{
    private const int Bits = 12;

    private readonly int[] _bins = new int[1 << Bits];
    private readonly ulong[] _ranked = new ulong[rows];

    /// <inheritdoc/>
    public string Name => "histogram";

    /// <inheritdoc/>
    public int Run(ReadOnlySpan<float> scores, Span<int> best)
    {
        Array.Clear(_bins);
        for (var row = 0; row < scores.Length; row++)
        {
            var ranked = _ranked[row] = Ranked.Of(scores[row], row);
            _bins[ranked >> (64 - Bits)]++;
        }

        var last = 0;
        for (var sum = _bins[0]; sum < best.Length && last < _bins.Length - 1; sum += _bins[last]) last++;

        var count = 0;
        foreach (var ranked in _ranked.AsSpan(0, scores.Length))
        {
            _ranked[count] = ranked;   // overwritten by the next unless it is one
            if ((int)(ranked >> (64 - Bits)) <= last) count++;
        }

        return Ranked.Write(_ranked.AsSpan(0, count), best);
    }
}
