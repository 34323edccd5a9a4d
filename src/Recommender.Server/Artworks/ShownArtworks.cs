namespace Recommender.Server.Artworks;

/// <summary>With what a title was shown.</summary>
/// <param name="Title">The title, as it was then.</param>
/// <param name="Image">Which of its artworks; -1 where there was no choice.</param>
/// <param name="Trailer">Which of its artworks; -1 where there was no choice.</param>
internal readonly record struct ShownArtworks(DefinedTitle Title, int Image, int Trailer);
