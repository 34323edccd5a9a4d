namespace Recommender.Ranking.Artworks;

/// <summary>What was learnt of one title's artworks in one persona's context. Immutable.</summary>
/// <param name="Title">Hash of the title's id.</param>
/// <param name="Context">The context, by its number in the policy.</param>
/// <param name="Images">By image, the logarithm of the probability that it is the best, finite; null where nothing was seen of any.</param>
/// <param name="Trailers">By trailer, likewise.</param>
public sealed record LearntArtworks(ulong Title, int Context, float[]? Images, float[]? Trailers);
