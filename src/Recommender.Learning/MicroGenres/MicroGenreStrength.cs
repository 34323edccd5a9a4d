namespace Recommender.Learning.MicroGenres;

/// <summary>How much a title is of a micro-genre.</summary>
/// <param name="MicroGenre">Its row.</param>
/// <param name="Strength">In (0, 1].</param>
public readonly record struct MicroGenreStrength(int MicroGenre, float Strength);
