namespace Recommender.Server.Artworks;

/// <summary>What was chosen for a title of a decision.</summary>
/// <param name="Title">Number of the title's definition (<see cref="DefinedTitle.Number"/>).</param>
/// <param name="Image">Which of its images; -1 where there was no choice.</param>
/// <param name="Trailer">Which of its trailers; -1 where there was no choice.</param>
internal readonly record struct ShownChoice(uint Title, short Image, short Trailer);
