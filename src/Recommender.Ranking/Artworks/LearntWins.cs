namespace Recommender.Ranking.Artworks;

/// <summary>What was learnt of one title's artworks in one persona's context, where it lies. Empty where nothing was.</summary>
public readonly ref struct LearntWins
{
    internal LearntWins(ReadOnlySpan<float> images, ReadOnlySpan<float> trailers)
    {
        Images = images;
        Trailers = trailers;
    }

    /// <summary>By image, the logarithm of the probability that it is the best; empty where nothing was seen of any.</summary>
    public ReadOnlySpan<float> Images { get; }

    /// <summary>By trailer, likewise.</summary>
    public ReadOnlySpan<float> Trailers { get; }
}
