namespace Recommender.Numerics;

/// <summary>A row and its score: the inner product of the scalar definition, higher is better.</summary>
public readonly record struct ScoredRow(int Row, float Score);
