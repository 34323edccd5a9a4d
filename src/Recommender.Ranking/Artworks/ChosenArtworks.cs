namespace Recommender.Ranking.Artworks;

/// <summary>What a title is shown with; -1 and 0 where it has none.</summary>
/// <param name="Image">An image of the title's part.</param>
/// <param name="ImagePropensity">With what probability it was drawn.</param>
/// <param name="Trailer">A trailer of the title's part.</param>
/// <param name="TrailerPropensity">With what probability it was drawn.</param>
internal readonly record struct ChosenArtworks(int Image, float ImagePropensity, int Trailer, float TrailerPropensity);
