using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.TopK;

/// <summary>Scores the candidates as the definition does and picks the best.</summary>
internal static unsafe class Rescoring
{
    /// <summary>Writes the best candidates, best first, and returns how many.</summary>
    public static int Run(
        KernelSet kernels, AlignedMatrix<float> matrix, QuantizedMatrix quantized, ReadOnlySpan<float> query, double queryNorm,
        TopKScratch scratch, int count, Span<ScoredRow> best)
    {
        var wide = scratch.WideQuery.AsSpan(0, matrix.Stride);
        for (var i = 0; i < query.Length; i++) wide[i] = query[i];
        wide[query.Length..].Clear();

        var scores = scratch.Lower.AsSpan(0, count);   // the bounds have served
        var rounding = 2.0 * (query.Length + 16) / (1L << 53) * queryNorm;
        fixed (double* y = scratch.WideQuery)
        {
            for (var i = 0; i < count; i++)
            {
                if (i + 2 < count) Prefetch.Bytes(matrix.RowPointer(scratch.Rows[i + 2]), matrix.Stride * sizeof(float));
                scores[i] = Score(kernels, matrix, quantized, scratch.Rows[i], query, y, rounding);
                scratch.Ranks[i] = FloatOrder.RankOf(scores[i]);
                scratch.Positions[i] = i;
            }
        }

        RankSort.Descending(
            scratch.Ranks.AsSpan(0, count), scratch.Positions.AsSpan(0, count),
            scratch.OtherRanks.AsSpan(0, count), scratch.OtherPositions.AsSpan(0, count));
        var found = Math.Min(count, best.Length);
        for (var i = 0; i < found; i++)
        {
            var position = scratch.Positions[i];
            best[i] = new ScoredRow(scratch.Rows[position], scores[position]);
        }

        return found;
    }

    // Whatever the order of its additions, a sum in double is so near the definition's that nearly always both round to the
    // same float: then that is the definition's. Where they might not, and where anything is not finite, it is asked itself.
    private static float Score(
        KernelSet kernels, AlignedMatrix<float> matrix, QuantizedMatrix quantized, int row, ReadOnlySpan<float> query, double* y, double rounding)
    {
        var sum = kernels.WideDot(matrix.RowPointer(row), y, matrix.Stride);
        var margin = rounding * ((double)quantized.Norms[row] + quantized.Residuals[row]);
        var score = (float)(sum - margin);
        if (score != (float)(sum + margin)) score = ScalarDot.Of(matrix[row], query);
        return score + 0f;   // so that there is one zero
    }
}
