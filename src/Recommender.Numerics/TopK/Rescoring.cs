using System.Runtime.CompilerServices;
using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.TopK;

/// <summary>Scores the candidates as the definition does and picks the best.</summary>
internal readonly unsafe ref struct Rescoring(
    KernelSet kernels, AlignedMatrix<float> matrix, CodedRows coded, ReadOnlySpan<float> query, double queryNorm)
{
    private readonly ReadOnlySpan<float> _query = query;
    private readonly double _rounding = 2.0 * (query.Length + 16) / (1L << 53) * queryNorm;

    /// <summary>Writes the best candidates, best first, and returns how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Run(TopKScratch scratch, int count, Span<ScoredRow> best)
    {
        Score(scratch, count);
        var keys = scratch.Keys.AsSpan(0, count);
        RankSort.Descending(keys, scratch.OtherKeys);

        var found = Math.Min(count, best.Length);
        for (var i = 0; i < found; i++)
        {
            var row = RankKey.RowOf(keys[i]);
            best[i] = new ScoredRow(row, RankKey.HasScore(keys[i]) ? RankKey.ScoreOf(keys[i]) : ScalarDot.Of(matrix[row], _query));
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Score(TopKScratch scratch, int count)
    {
        var wide = scratch.WideQuery.AsSpan(0, matrix.Stride);
        for (var i = 0; i < _query.Length; i++) wide[i] = _query[i];
        wide[_query.Length..].Clear();

        var slots = scratch.Slots;
        var rows = scratch.Rows.AsSpan(0, count);
        var rowOf = coded.RowOf;
        for (var i = 0; i < rows.Length; i++) rows[i] = rowOf[slots[i]];
        fixed (double* y = scratch.WideQuery, sums = scratch.Sums)
        {
            kernels.WideDots(matrix.RowPointer(0), matrix.Stride, rows, y, sums);
            var lengths = coded.Lengths;
            for (var i = 0; i < rows.Length; i++) scratch.Keys[i] = RankKey.Of(Score(rows[i], lengths[slots[i]], sums[i]), rows[i]);
        }
    }

    // Whatever the order of its additions, a sum in double is so near the definition's that nearly always both round to the
    // same float: then that is the definition's. Where they might not, and where anything is not finite, it is asked itself.
    private float Score(int row, float length, double sum)
    {
        var margin = _rounding * length;
        var score = (float)(sum - margin);
        if (score != (float)(sum + margin)) score = ScalarDot.Of(matrix[row], _query);
        return score + 0f;   // so that there is one zero
    }
}
