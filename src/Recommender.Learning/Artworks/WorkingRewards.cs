namespace Recommender.Learning.Artworks;

/// <summary>The rewards of a context as a linear model takes them: what was seen of each artwork, in logits beyond the expectation, and how precisely.</summary>
/// <remarks>
/// A logistic model, linearised where it stands: at a chance p an impression has the precision p(1−p), and a deviation from p is
/// worth its ratio to that. One step of iteratively reweighted least squares; McCullagh and Nelder, "Generalized Linear Models", section 2.5.
/// </remarks>
/// <param name="Seen">Artworks that were seen.</param>
/// <param name="Logits">Of each of these.</param>
/// <param name="Precisions">Of each of these.</param>
internal sealed record WorkingRewards(int[] Seen, double[] Logits, double[] Precisions)
{
    // Beyond these a chance is as good as none or certain, and its precision would be nothing.
    private const double LeastLogit = -6;
    private const double MostLogit = 6;

    /// <summary>Linearises.</summary>
    /// <param name="counts">What was seen.</param>
    /// <param name="expected">The reward expected whatever the artwork, in (0, 1).</param>
    /// <param name="means">Where the model stands: logits of each artwork beyond the expectation's.</param>
    public static WorkingRewards Of(ContextCounts counts, double expected, ReadOnlySpan<double> means)
    {
        var seen = counts.Seen();
        var (logits, precisions) = (new double[seen.Length], new double[seen.Length]);
        var offset = Math.Log(expected / (1 - expected));
        for (var i = 0; i < seen.Length; i++)
        {
            var logit = Math.Clamp(offset + means[seen[i]], LeastLogit, MostLogit);
            var chance = 1 / (1 + Math.Exp(-logit));
            var slope = chance * (1 - chance);
            logits[i] = logit - offset + (counts.Rewards[seen[i]] / counts.Weights[seen[i]] - chance) / slope;
            precisions[i] = slope * counts.Weights[seen[i]];
        }

        return new(seen, logits, precisions);
    }
}
