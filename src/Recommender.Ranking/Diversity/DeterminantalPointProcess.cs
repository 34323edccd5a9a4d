namespace Recommender.Ranking.Diversity;

/// <summary>
/// Re-ranks candidates so that they are good and unlike: greedy maximisation of Σ θ·rᵢ + (1 − θ)·ln det S over the chosen, the
/// log-probability of a determinantal point process whose kernel is relevance times similarity.
/// </summary>
/// <remarks>
/// Chen, Zhang and Zhou, "Fast Greedy MAP Inference for Determinantal Point Process to Improve Recommendation Diversity",
/// NeurIPS 2018. The Cholesky factor of S grows by a row with each choice; relevance stays outside it, so nothing overflows.
/// </remarks>
public static class DeterminantalPointProcess
{
    /// <summary>Chooses candidates one after another.</summary>
    /// <param name="relevance">rᵢ, finite, higher is better, shape (n).</param>
    /// <param name="similarity">S, over the same n.</param>
    /// <param name="rule">What may follow what; told of every choice.</param>
    /// <param name="dial">θ, from variety alone, 0, to relevance alone, 1.</param>
    /// <param name="chosen">Receives places of candidates in the order of choice, each once; as many as there is room.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <returns>How many were chosen: fewer where candidates run out or the rule allows none that is left.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The dial is not in [0, 1].</exception>
    /// <remarks>O(k²·n) and k rows of S for k choices; equals break by place, the lower first. No allocation once the scratch has grown.</remarks>
    public static int Select<TSimilarity, TRule>(
        ReadOnlySpan<float> relevance, ref TSimilarity similarity, ref TRule rule, float dial, Span<int> chosen, RerankScratch scratch)
        where TSimilarity : ISimilarity, allows ref struct
        where TRule : IPlacementRule, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(scratch);
        if (dial is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(dial), dial, "the dial is from 0, variety alone, to 1, relevance alone");
        var most = Math.Min(chosen.Length, relevance.Length);
        var slate = new GreedySlate(relevance, dial, most, scratch);
        for (var k = 0; k < most; k++)
        {
            var best = slate.Best(ref rule);
            if (best < 0) return k;
            chosen[k] = best;
            rule.Place(best);
            if (k + 1 < most) slate.Take(best, ref similarity);
        }

        return most;
    }
}
