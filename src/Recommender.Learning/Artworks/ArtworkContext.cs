namespace Recommender.Learning.Artworks;

/// <summary>A title's artworks in one persona's context, and what was seen of them. One thread at a time.</summary>
public sealed class ArtworkContext
{
    private readonly IReadOnlyList<int[]> _depicts;

    /// <summary>One of which nothing was seen.</summary>
    /// <param name="depicts">By artwork, the tags that it depicts, each once.</param>
    public ArtworkContext(IReadOnlyList<int[]> depicts)
    {
        ArgumentNullException.ThrowIfNull(depicts);
        (_depicts, Counts) = (depicts, new ContextCounts(depicts.Count));
    }

    /// <summary>Number of artworks.</summary>
    public int Artworks => _depicts.Count;

    /// <summary>The reward to expect whatever the artwork, in (0, 1).</summary>
    public double ExpectedReward { get; set; } = 0.2;

    /// <summary>Weight of the impressions of each artwork, from 0.</summary>
    public Span<double> Weights => Counts.Weights;

    /// <summary>Weighted sum of the rewards of each, up to its weight.</summary>
    public Span<double> Rewards => Counts.Rewards;

    internal IReadOnlyList<int[]> Depicts => _depicts;

    internal ContextCounts Counts { get; }
}
