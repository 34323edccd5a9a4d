namespace Recommender.Learning.Policies;

/// <summary>How much a log can say of a policy: how often it did what the policy would do.</summary>
/// <param name="MeanWeight">Mean of w; near 1 where propensities are right and the log did all that the policy would.</param>
/// <param name="LargestWeight">Largest w.</param>
/// <param name="EffectiveSize">How many decisions of equal weight would say as much.</param>
/// <param name="EffectiveRewarded">The same of the decisions with a reward other than 0: the number of successes that estimates rest on.</param>
/// <param name="UnseenShare">Share of the policy's choices that the log never made at that position: of these nothing but the reward model says anything.</param>
/// <param name="Warnings">What to keep in mind, in words.</param>
public sealed record Overlap(double MeanWeight, double LargestWeight, double EffectiveSize, double EffectiveRewarded, double UnseenShare, IReadOnlyList<string> Warnings);
