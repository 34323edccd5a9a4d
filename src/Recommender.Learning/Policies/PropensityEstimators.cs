using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Policies;

/// <summary>Estimates by propensities alone.</summary>
/// <param name="rewards">r of each decision.</param>
/// <param name="weights">w of each decision.</param>
internal sealed class PropensityEstimators(double[] rewards, double[] weights)
{
    public Contribution Replay(ulong seed)
    {
        var most = weights.Max();
        var values = new double[rewards.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = SplitMix64.Stream(seed, (ulong)i).NextUnit() * most < weights[i] ? rewards[i] : double.NaN;
        return new(EstimatorKind.Replay, values, values.Count(static value => !double.IsNaN(value)));
    }

    public Contribution InversePropensity() => new(EstimatorKind.InversePropensity, Weighted(weights), PolicyWeights.EffectiveSize(weights));

    // A ratio of means is, to the first order, its value and a mean of w (r − value) / mean w.
    public Contribution SelfNormalized()
    {
        var mean = weights.Average();
        var value = Weighted(weights).Average() / mean;
        return new(EstimatorKind.SelfNormalized, [.. rewards.Select((reward, i) => value + weights[i] * (reward - value) / mean)], PolicyWeights.EffectiveSize(weights));
    }

    public Contribution Clipped(double? given)
    {
        Contribution? best = null;
        var least = double.PositiveInfinity;
        foreach (var cap in given is { } one ? [one] : WeightRule.Cap.Thresholds(weights))
        {
            double[] capped = [.. weights.Select(weight => WeightRule.Cap.Apply(weight, cap))];
            var contribution = new Contribution(EstimatorKind.Clipped, Weighted(capped), PolicyWeights.EffectiveSize(capped), cap);
            var error = ModelEstimators.Error(contribution.Values, WeightRule.Bias(weights, capped, rewards));
            if (best is null || error < least) (best, least) = (contribution, error);
        }

        return best!;
    }

    private double[] Weighted(double[] by) => [.. rewards.Select((reward, i) => by[i] * reward)];
}
