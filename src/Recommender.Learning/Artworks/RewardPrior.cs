namespace Recommender.Learning.Artworks;

/// <summary>The model: logit of the reward = the context's expectation + title's part + Σ effects of the depicted tags + artwork's own part, where every part is normal.</summary>
/// <param name="options">Deviations of the parts.</param>
/// <remarks>
/// A logistic mixed model by penalised quasi-likelihood (Breslow and Clayton, "Approximate Inference in Generalized Linear Mixed
/// Models", Journal of the American Statistical Association 1993) over <see cref="WorkingRewards"/>: the posterior of a context is
/// the best linear unbiased prediction (Henderson 1975), with the uncertainty of the effects in it.
/// </remarks>
internal sealed class RewardPrior(ArtworkBanditOptions options)
{
    private readonly double _titleVariance = options.TitleDeviation * options.TitleDeviation;
    private readonly double _residualVariance = options.ResidualDeviation * options.ResidualDeviation;

    /// <summary>Adds what a context says of tags to a precision matrix, shape (tags, tags), and its right side.</summary>
    public void AddEvidence(WorkingRewards rewards, IReadOnlyList<int[]> depicts, double[] precision, double[] right)
    {
        var seen = rewards.Seen;
        if (seen.Length < 2) return;   // of one alone the title's part is not to be told apart

        var (factor, tags) = (Factor(rewards), right.Length);
        var deviations = (double[])rewards.Logits.Clone();
        Cholesky.Solve(factor, seen.Length, deviations);
        var inverse = Cholesky.Inverse(factor, seen.Length);
        for (var i = 0; i < seen.Length; i++)
        {
            foreach (var tag in depicts[seen[i]])
            {
                right[tag] += deviations[i];
                for (var j = 0; j < seen.Length; j++)
                {
                    foreach (var other in depicts[seen[j]]) precision[tag * tags + other] += inverse[i * seen.Length + j];
                }
            }
        }
    }

    /// <summary>The posterior of a context's artworks: how far the logit of the reward is from the expectation's.</summary>
    public (double[] Means, double[] Covariance) Posterior(WorkingRewards rewards, IReadOnlyList<int[]> depicts, TagTaste taste)
    {
        var (seen, n) = (rewards.Seen, depicts.Count);
        var gain = Gain(rewards, n);
        var (means, covariance) = (new double[n], new double[n * n]);
        double[] effects = [.. depicts.Select(tags => taste.Effect(tags))];
        var together = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++) together[i * n + j] = together[j * n + i] = taste.Together(depicts[i], depicts[j]);
        }

        // What the evidence leaves of each artwork's effects: the unit matrix less the gain.
        var left = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            left[i * n + i] = 1;
            means[i] = effects[i];
            for (var at = 0; at < seen.Length; at++)
            {
                left[i * n + seen[at]] -= gain[i * seen.Length + at];
                means[i] += gain[i * seen.Length + at] * (rewards.Logits[at] - effects[seen[at]]);
            }
        }

        var half = new double[n];
        for (var i = 0; i < n; i++)
        {
            Array.Clear(half);
            for (var k = 0; k < n; k++)
            {
                for (var l = 0; l < n; l++) half[l] += left[i * n + k] * together[k * n + l];
            }

            for (var j = 0; j <= i; j++)
            {
                var sum = Own(i, j);
                for (var at = 0; at < seen.Length; at++) sum -= gain[i * seen.Length + at] * Own(seen[at], j);
                for (var l = 0; l < n; l++) sum += half[l] * left[j * n + l];
                covariance[i * n + j] = sum;
            }
        }

        return (means, covariance);
    }

    // How two artworks of a context go together apart from their tags.
    private double Own(int artwork, int other) => _titleVariance + (artwork == other ? _residualVariance : 0);

    private double[] Factor(WorkingRewards rewards)
    {
        var seen = rewards.Seen;
        var matrix = new double[seen.Length * seen.Length];
        for (var i = 0; i < seen.Length; i++)
        {
            for (var j = 0; j <= i; j++) matrix[i * seen.Length + j] = Own(seen[i], seen[j]);
            matrix[i * seen.Length + i] += 1 / rewards.Precisions[i];
        }

        Cholesky.Factor(matrix, seen.Length);
        return matrix;
    }

    // How far each artwork follows the mean reward of each that was seen.
    private double[] Gain(WorkingRewards rewards, int n)
    {
        var seen = rewards.Seen;
        var (factor, gain) = (Factor(rewards), new double[n * seen.Length]);
        for (var i = 0; i < n; i++)
        {
            var row = gain.AsSpan(i * seen.Length, seen.Length);
            for (var at = 0; at < seen.Length; at++) row[at] = Own(i, seen[at]);
            Cholesky.Solve(factor, seen.Length, row);
        }

        return gain;
    }
}
