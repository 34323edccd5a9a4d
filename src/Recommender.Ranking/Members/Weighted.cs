namespace Recommender.Ranking.Members;

/// <summary>A row of some table of the generation, and how much of it there is.</summary>
/// <param name="Row">A community, a tag, a title …</param>
/// <param name="Weight">How much.</param>
public readonly record struct Weighted(int Row, float Weight);
