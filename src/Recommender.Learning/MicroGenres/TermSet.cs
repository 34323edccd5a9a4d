namespace Recommender.Learning.MicroGenres;

/// <summary>Up to four term rows, ascending; −1 where there are fewer.</summary>
internal readonly record struct TermSet(int A, int B, int C, int D);
