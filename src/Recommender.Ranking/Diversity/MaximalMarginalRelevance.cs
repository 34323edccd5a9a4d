namespace Recommender.Ranking.Diversity;

/// <summary>Re-ranks candidates by θ·rᵢ − (1 − θ)·max similarity to those chosen: the common heuristic, to compare with.</summary>
/// <remarks>Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents", SIGIR 1998.</remarks>
public static class MaximalMarginalRelevance
{
    /// <summary>Chooses candidates one after another.</summary>
    /// <inheritdoc cref="DeterminantalPointProcess.Select" path="/param|/returns|/exception"/>
    /// <remarks>O(k·n) and k rows of S for k choices; equals break by place, the lower first.</remarks>
    public static int Select<TSimilarity, TRule>(
        ReadOnlySpan<float> relevance, ref TSimilarity similarity, ref TRule rule, float dial, Span<int> chosen, RerankScratch scratch)
        where TSimilarity : ISimilarity, allows ref struct
        where TRule : IPlacementRule, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(scratch);
        if (dial is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(dial), dial, "the dial is from 0, variety alone, to 1, relevance alone");
        var count = relevance.Length;
        var most = Math.Min(chosen.Length, count);
        var floats = scratch.Floats(2 * count);
        var nearest = floats[..count];   // highest similarity to a chosen one; NaN: taken
        var row = floats[count..];
        nearest.Clear();

        for (var k = 0; k < most; k++)
        {
            var best = Best(relevance, nearest, ref rule, dial);
            if (best < 0) return k;
            chosen[k] = best;
            rule.Place(best);
            similarity.Fill(best, row);
            for (var i = 0; i < count; i++) nearest[i] = k == 0 && !float.IsNaN(nearest[i]) ? row[i] : Math.Max(nearest[i], row[i]);
            nearest[best] = float.NaN;
        }

        return most;
    }

    private static int Best<TRule>(ReadOnlySpan<float> relevance, ReadOnlySpan<float> nearest, ref TRule rule, float dial)
        where TRule : IPlacementRule, allows ref struct
    {
        var (best, bestGain) = (-1, float.NegativeInfinity);
        for (var i = 0; i < nearest.Length; i++)
        {
            if (float.IsNaN(nearest[i])) continue;
            var gain = (dial * relevance[i]) - ((1 - dial) * nearest[i]);
            if (gain > bestGain && rule.Allows(i)) (best, bestGain) = (i, gain);
        }

        return best;
    }
}
