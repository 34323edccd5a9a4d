namespace Recommender.Learning.Artworks;

/// <summary>An artwork that was drawn.</summary>
/// <param name="Artwork">Which of the title's.</param>
/// <param name="Propensity">With exactly this probability.</param>
public readonly record struct ArtworkChoice(int Artwork, double Propensity);
