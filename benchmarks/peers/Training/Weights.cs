namespace Recommender.Peers.Training;

/// <summary>How strongly a context speaks for a film's place: a rating says most, what thousands of films share says little.</summary>
internal static class Weights
{
    public const float BestRating = 1f;
    public const float Tag = 0.7f;
    public const float Cast = 0.5f;
    public const float Genre = 0.2f;
    public const float Decade = 0.1f;

    /// <summary>Of a rating as a share of the best one: even a bad one says that it was watched.</summary>
    public static float OfRating(float share) => BestRating * (0.2f + 0.8f * share);
}
