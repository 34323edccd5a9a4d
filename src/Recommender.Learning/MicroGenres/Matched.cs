namespace Recommender.Learning.MicroGenres;

/// <summary>A micro-genre that suits a community.</summary>
/// <param name="MicroGenre">Row of the micro-genre.</param>
/// <param name="Affinity">How well, above 0 and up to 1.</param>
public readonly record struct Matched(int MicroGenre, float Affinity);
