using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Rows;

/// <summary>Brings the relevance of a row's candidates to one scale, so that the dial from relevance to variety means the same in every row.</summary>
internal static class RowRelevance
{
    /// <summary>Writes each candidate's distance from the mean, in standard deviations.</summary>
    /// <param name="pool">Candidates.</param>
    /// <param name="relevance">Receives as many numbers; grows where it must. Zeros where all candidates are alike.</param>
    public static void Standardise(RankedPool pool, ref float[] relevance)
    {
        if (relevance.Length < pool.Count) relevance = new float[Math.Max(pool.Count, 2 * relevance.Length)];
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < pool.Count; i++)
        {
            var value = relevance[i] = pool.Relevance(i);
            sum += value;
            squares += (double)value * value;
        }

        var mean = sum / Math.Max(1, pool.Count);
        var deviation = Math.Sqrt(Math.Max(0, (squares / Math.Max(1, pool.Count)) - (mean * mean)));
        var scale = deviation > 1e-6 ? (float)(1 / deviation) : 0;
        for (var i = 0; i < pool.Count; i++) relevance[i] = scale * (float)(relevance[i] - mean);
    }
}
