using Recommender.Learning.Data;

namespace Recommender.Learning.Evaluation;

/// <summary>What models learn from, and what they are asked afterwards.</summary>
/// <param name="Training">What they learn from: all members and titles, and none of what is asked.</param>
/// <param name="Cases">What they are asked.</param>
/// <param name="Notes">What was left out and why, for people to read.</param>
public sealed record Split(Interactions Training, TestCases Cases, IReadOnlyList<string> Notes);
