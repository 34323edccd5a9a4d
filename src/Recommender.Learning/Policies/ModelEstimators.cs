using Recommender.Learning.Policies.Models;

namespace Recommender.Learning.Policies;

/// <summary>Estimates by a reward model, with or without propensities: the direct method + the mean of c·(r − q) for weights c that differ.</summary>
/// <remarks>
/// All are linear in the model's predictions, so that a decision's share in what the model has learnt is known in closed form and
/// belongs to what the decision contributes: a bootstrap over contributions takes the model's own uncertainty in, without learning anew.
/// </remarks>
internal sealed class ModelEstimators
{
    private readonly RewardModel _model;
    private readonly DirectMethod _direct;
    private readonly double[] _weights;
    private readonly double[] _residuals;

    public ModelEstimators(RewardModel model, ITargetPolicy policy, double[] weights)
    {
        (_model, _weights) = (model, weights);
        _direct = DirectMethod.Of(model, policy);
        _residuals = [.. model.Expected.Select((expected, i) => model.Rows.Log.Reward(i) - expected)];
    }

    public Contribution Direct() => Of(EstimatorKind.Direct, new double[_weights.Length]) with { EffectiveSize = _weights.Length };

    public Contribution DoublyRobust() => Of(EstimatorKind.DoublyRobust, _weights);

    public Contribution Switch(double? threshold) => Of(EstimatorKind.SwitchDoublyRobust, WeightRule.Switch, threshold);

    public Contribution Shrunk(double? lambda) => Of(EstimatorKind.ShrunkDoublyRobust, WeightRule.Shrink, lambda);

    private Contribution Of(EstimatorKind kind, WeightRule rule, double? threshold)
    {
        threshold ??= rule.Choose(_weights, _residuals, _direct.Expected);
        return Of(kind, [.. _weights.Select(weight => rule.Apply(weight, threshold.Value))]) with { Threshold = threshold };
    }

    private Contribution Of(EstimatorKind kind, double[] weights)
    {
        double[][] gradients = [.. _direct.Gradients.Select(static gradient => (double[])gradient.Clone())];
        for (var i = 0; i < weights.Length; i++) _model.Rows.Add(i, -weights[i], gradients[_model.Rows.Folds[i]]);
        var values = _model.Influence(gradients);
        for (var i = 0; i < values.Length; i++) values[i] += _direct.Expected[i] + weights[i] * _residuals[i];
        return new(kind, values, PolicyWeights.EffectiveSize(weights));
    }
}
