using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Policies;

/// <summary>What one estimator says of one policy.</summary>
/// <param name="Kind">The estimator.</param>
/// <param name="Value">Mean reward of a decision, had the policy made them, with 95 % bounds; NaN where nothing can be said.</param>
/// <param name="Gain">How much more that is than what the log's own policy earned, resampled in pairs.</param>
/// <param name="EffectiveSize">How many decisions of equal weight would say as much; of replay the accepted ones, of the direct method all.</param>
/// <param name="Threshold">The weight cap, switch weight or λ used, +∞ where nothing is cut; null where the estimator has none.</param>
/// <param name="Ridge">Pull of the reward model's coefficients to zero, as chosen; null where the estimator has no model.</param>
public sealed record PolicyEstimate(EstimatorKind Kind, Interval Value, Interval Gain, double EffectiveSize, double? Threshold, double? Ridge);
