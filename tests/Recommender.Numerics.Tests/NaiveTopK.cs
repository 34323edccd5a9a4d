using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Tests;

/// <summary>The definition of exact top-K: score every allowed row, sort.</summary>
internal static class NaiveTopK
{
    public static ScoredRow[] Of(AlignedMatrix<float> matrix, float[] query, int k, ulong[] allowed)
    {
        var scored =
            from row in Enumerable.Range(0, matrix.Rows)
            where allowed.Length == 0 || (allowed[row / 64] >> (row % 64) & 1) != 0
            let score = ScalarDot.Of(matrix[row], query)
            orderby float.IsFinite(score) descending, float.IsFinite(score) ? score : 0 descending, row
            select new ScoredRow(row, score);
        return [.. scored.Take(k)];
    }
}
