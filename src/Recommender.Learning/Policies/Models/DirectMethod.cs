namespace Recommender.Learning.Policies.Models;

/// <summary>What the reward model expects of a policy: Σ π(a|x)·q(x, a) for each decision, and how that depends on the model.</summary>
internal sealed class DirectMethod
{
    private DirectMethod(double[] expected, double[][] gradients) => (Expected, Gradients) = (expected, gradients);

    /// <summary>By decision.</summary>
    public double[] Expected { get; }

    /// <summary>By fold: the sum of what the fold's coefficients are multiplied with.</summary>
    public double[][] Gradients { get; }

    public static DirectMethod Of(RewardModel model, ITargetPolicy policy)
    {
        var (log, features) = (model.Rows.Log, model.Rows.Features);
        var (columns, values, probabilities) = (new int[features.Most], new float[features.Most], Array.Empty<double>());
        var expected = new double[log.Count];
        double[][] gradients = [.. Enumerable.Range(0, model.Folds).Select(_ => new double[features.Columns])];
        for (var decision = 0; decision < log.Count; decision++)
        {
            var candidates = log.Candidates(decision);
            if (probabilities.Length < candidates.Length) probabilities = new double[candidates.Length];
            policy.Probabilities(log, decision, probabilities.AsSpan(0, candidates.Length));
            var (coefficients, gradient) = (model.Coefficients(model.Rows.Folds[decision]), gradients[model.Rows.Folds[decision]]);
            for (var i = 0; i < candidates.Length; i++)
            {
                if (probabilities[i] == 0) continue;
                var count = features.Write(decision, candidates[i], columns, values);
                for (var at = 0; at < count; at++)
                {
                    var part = probabilities[i] * values[at];
                    expected[decision] += part * coefficients[columns[at]];
                    gradient[columns[at]] += part;
                }
            }
        }

        return new(expected, gradients);
    }
}
