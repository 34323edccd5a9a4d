namespace Recommender.Learning.Communities;

/// <summary>A tag or title that is told of a community.</summary>
/// <param name="Row">Row of the tag or title.</param>
/// <param name="Lift">How many times as often the community chooses it as all members do; smoothed, above 0.</param>
public readonly record struct Told(int Row, float Lift);
