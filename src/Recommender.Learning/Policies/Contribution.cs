namespace Recommender.Learning.Policies;

/// <summary>An estimate as a mean over decisions.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Values">What each decision adds, so that the mean is the estimate and the spread is its uncertainty; NaN where a decision has no part in it.</param>
/// <param name="EffectiveSize">How many decisions of equal weight would say as much.</param>
/// <param name="Threshold">The weight cap, switch weight or λ used; null where there is none.</param>
/// <param name="Ridge">The reward model's ridge; null where there is no model.</param>
internal sealed record Contribution(EstimatorKind Kind, double[] Values, double EffectiveSize, double? Threshold = null, double? Ridge = null);
