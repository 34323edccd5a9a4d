using Recommender.Learning.Evaluation;
using Recommender.Learning.Policies.Models;

namespace Recommender.Learning.Policies;

/// <summary>Judges policies by decisions that another policy made (off-policy evaluation).</summary>
/// <remarks>
/// Every estimate is a mean of what decisions contribute (<see cref="EstimatorKind"/> has the definitions and sources), so that one bootstrap
/// over decisions, or over the units that they belong to, gives all intervals, and differences from the logged policy in pairs. Of
/// estimators that use the reward model a decision's contribution has its share in the model, too.
/// O(decisions · candidates · features + resamples · decisions). Thread-safe.
/// </remarks>
public static class PolicyEvaluation
{
    /// <summary>Judges policies.</summary>
    /// <param name="name">The log's name in the report.</param>
    /// <param name="log">The decisions, at least as many as there are folds.</param>
    /// <param name="policies">The policies.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidDataException">A policy has no probabilities for a decision, or the log is too small.</exception>
    public static PolicyReport Run(string name, DecisionLog log, IReadOnlyList<ITargetPolicy> policies, PolicyEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(policies);
        options ??= new();
        options.Check();
        var models = RewardModel.Train(log, options);
        var parts = policies.Select(policy => Estimate(log, policy, models, options)).ToArray();

        var means = new ResampledMeans([log.Rewards, .. parts.SelectMany(static part => part.Contributions).Select(static part => part.Values)], options.Resamples, options.Seed, options.Threads, log.Units);
        var judgements = parts.Select((part, at) => new PolicyJudgement(policies[at].Name, part.Overlap,
            [.. part.Contributions.Select((contribution, i) => Estimate(contribution, means, 1 + at * Estimator.All.Count + i))])).ToArray();
        return new(name, log.Count, log.Actions.Count, means.Of(0), Explained(log.Rewards, models.Min(static model => model.Error)), judgements, options);
    }

    private static (Overlap Overlap, Contribution[] Contributions) Estimate(DecisionLog log, ITargetPolicy policy, RewardModel[] models, PolicyEvaluationOptions options)
    {
        var (weights, unseen) = PolicyWeights.Of(log, policy);
        var (propensity, learnt) = (new PropensityEstimators(log.Rewards, weights), new ModelEstimators(models, policy, weights, options));
        var replay = propensity.Replay(options.Seed);
        return (OverlapCheck.Of(log, weights, unseen, replay.EffectiveSize),
        [
            replay, propensity.InversePropensity(), propensity.SelfNormalized(), propensity.Clipped(options.WeightCap),
            learnt.Direct(), learnt.DoublyRobust(), learnt.Switch(options.SwitchWeight), learnt.Shrunk(options.Shrinkage),
        ]);
    }

    private static PolicyEstimate Estimate(Contribution contribution, ResampledMeans means, int column) =>
        new(contribution.Kind, means.Of(column), means.Difference(column, 0), contribution.EffectiveSize, contribution.Threshold, contribution.Ridge);

    private static double Explained(double[] rewards, double error)
    {
        var mean = rewards.Average();
        return 1 - error / rewards.Average(reward => (reward - mean) * (reward - mean));
    }
}
