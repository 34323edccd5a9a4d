using Recommender.Learning.Policies.Models;

namespace Recommender.Learning.Policies;

/// <summary>Estimates by a reward model, with or without propensities: the direct method + the mean of c·(r − q) for weights c that differ.</summary>
/// <remarks>
/// All are linear in the model's predictions, so that a decision's share in what the model has learnt is known in closed form and
/// belongs to what the decision contributes: a bootstrap over contributions takes the model's own uncertainty in, without learning anew.
/// Doubly robust is right whatever the model, if propensities are, so it takes the ridge of least variance. Those that believe the model
/// take the least ridge: one that predicts single decisions better pulls means to each other, and no interval would know of it.
/// </remarks>
internal sealed class ModelEstimators
{
    private readonly double[] _weights;
    private readonly Choice[] _choices;
    private readonly Contribution _doublyRobust;

    /// <summary>Asks every model about a policy.</summary>
    /// <param name="models">A model for each ridge, the least first.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="weights">w of each decision.</param>
    /// <param name="options">How.</param>
    public ModelEstimators(IReadOnlyList<RewardModel> models, ITargetPolicy policy, double[] weights, PolicyEvaluationOptions options)
    {
        _weights = weights;
        _choices = new Choice[models.Count];
        Parallel.For(0, models.Count, options.Parallelism, i => _choices[i] = new(models[i], DirectMethod.Of(models[i], policy), models[i].Residuals));
        var best = _choices.MinBy(choice => Error([.. choice.Direct.Expected.Select((expected, i) => expected + weights[i] * choice.Residuals[i])], 0))!;
        _doublyRobust = Of(EstimatorKind.DoublyRobust, best, weights);
    }

    private Choice Believed => _choices[0];

    public Contribution Direct() => Of(EstimatorKind.Direct, Believed, new double[_weights.Length]) with { EffectiveSize = _weights.Length };

    public Contribution DoublyRobust() => _doublyRobust;

    public Contribution Switch(double? threshold) => Of(EstimatorKind.SwitchDoublyRobust, WeightRule.Switch, threshold);

    public Contribution Shrunk(double? lambda) => Of(EstimatorKind.ShrunkDoublyRobust, WeightRule.Shrink, lambda);

    /// <summary>What an estimate's squared error may be: the variance of a mean and the square of a bias.</summary>
    public static double Error(double[] values, double bias)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / values.Length / Math.Max(1, values.Length - 1) + bias * bias;
    }

    private Contribution Of(EstimatorKind kind, WeightRule rule, double? given)
    {
        Contribution? best = null;
        var least = double.PositiveInfinity;
        foreach (var threshold in given is { } one ? [one] : rule.Thresholds(_weights))
        {
            double[] weights = [.. _weights.Select(weight => rule.Apply(weight, threshold))];

            // Where nothing is cut, it is doubly robust itself.
            var contribution = double.IsPositiveInfinity(threshold) ? _doublyRobust with { Kind = kind, Threshold = threshold } : Of(kind, Believed, weights) with { Threshold = threshold };
            var error = Error(contribution.Values, WeightRule.Bias(_weights, weights, Believed.Residuals));
            if (best is null || error < least) (best, least) = (contribution, error);
        }

        return best!;
    }

    private static Contribution Of(EstimatorKind kind, Choice choice, double[] weights)
    {
        double[][] gradients = [.. choice.Direct.Gradients.Select(static gradient => (double[])gradient.Clone())];
        for (var i = 0; i < weights.Length; i++) choice.Model.Rows.Add(i, -weights[i], gradients[choice.Model.Rows.Folds[i]]);
        var values = choice.Model.Influence(gradients);
        for (var i = 0; i < values.Length; i++) values[i] += choice.Direct.Expected[i] + weights[i] * choice.Residuals[i];
        return new(kind, values, PolicyWeights.EffectiveSize(weights), Ridge: choice.Model.Ridge);
    }

    private sealed record Choice(RewardModel Model, DirectMethod Direct, double[] Residuals);
}
