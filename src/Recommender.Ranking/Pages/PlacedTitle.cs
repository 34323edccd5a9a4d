namespace Recommender.Ranking.Pages;

/// <summary>A title in a row.</summary>
/// <param name="Row">Its row of the generation.</param>
/// <param name="Score">Higher is better; comparable within a page.</param>
/// <param name="Artwork">The chosen image, in the <see cref="Catalogs.ArtworkTable"/> of the title's part; -1 where it has none.</param>
/// <param name="ArtworkPropensity">With what probability it was chosen.</param>
/// <param name="Trailer">The chosen trailer, likewise.</param>
/// <param name="TrailerPropensity">With what probability it was chosen.</param>
/// <param name="ResumeSeconds">Where to go on watching.</param>
/// <param name="FirstReason">Its first reason in <see cref="Page.Reasons"/>.</param>
/// <param name="ReasonCount">How many it has.</param>
public readonly record struct PlacedTitle(
    int Row, float Score, int Artwork, float ArtworkPropensity, int Trailer, float TrailerPropensity, int ResumeSeconds, int FirstReason, int ReasonCount);
