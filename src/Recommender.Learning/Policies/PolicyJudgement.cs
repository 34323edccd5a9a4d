namespace Recommender.Learning.Policies;

/// <summary>What a log says of a policy.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="Overlap">How much it can say.</param>
/// <param name="Estimates">What each estimator says, in the order of <see cref="Estimator.All"/>.</param>
public sealed record PolicyJudgement(string Policy, Overlap Overlap, IReadOnlyList<PolicyEstimate> Estimates)
{
    /// <summary>What one estimator says.</summary>
    public PolicyEstimate this[EstimatorKind kind] => Estimates.First(estimate => estimate.Kind == kind);
}
