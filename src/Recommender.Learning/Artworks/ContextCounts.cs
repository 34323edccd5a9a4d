namespace Recommender.Learning.Artworks;

/// <summary>What was seen of a title's artworks by one persona.</summary>
/// <param name="artworks">How many the title has.</param>
internal sealed class ContextCounts(int artworks)
{
    /// <summary>Weight of the impressions of each.</summary>
    public double[] Weights { get; } = new double[artworks];

    /// <summary>Weighted sum of the rewards of each.</summary>
    public double[] Rewards { get; } = new double[artworks];

    /// <summary>What the model makes of each, as it stands: logits beyond the expectation's.</summary>
    public double[] Means { get; set; } = new double[artworks];

    /// <summary>Those that were seen.</summary>
    public int[] Seen() => [.. Enumerable.Range(0, artworks).Where(artwork => Weights[artwork] > 0)];
}
