using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Rows;

/// <summary>Brings the relevance of a row's candidates to one scale, so that the dial from relevance to variety means the same in every row.</summary>
internal static class RowRelevance
{
    /// <summary>Writes each candidate's relevance as a share of the best one's.</summary>
    /// <param name="pool">Candidates, best first.</param>
    /// <param name="relevance">Receives as many numbers; grows where it must. Zeros where the best has 0 or less.</param>
    /// <remarks>On real sets the scale at which the same dial costs about the same: benchmarks/Recommender.DiversityFigures compares others.</remarks>
    public static void ShareOfBest(RankedPool pool, ref float[] relevance)
    {
        if (relevance.Length < pool.Count) relevance = new float[Math.Max(pool.Count, 2 * relevance.Length)];
        var best = pool.Count > 0 ? pool.Relevance(0) : 0;
        for (var i = 0; i < pool.Count; i++) relevance[i] = best > 0 ? pool.Relevance(i) / best : 0;
    }
}
