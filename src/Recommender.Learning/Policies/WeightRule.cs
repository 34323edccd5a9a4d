namespace Recommender.Learning.Policies;

/// <summary>What becomes of a decision's weight, and the thresholds to choose from.</summary>
/// <remarks>
/// The threshold chosen is that of least variance + bias², where the bias is estimated by the mean of what is cut: after Su and others
/// (2020), section 5, without their bound's constant, because the square of a mean is too large by the mean's variance already.
/// </remarks>
/// <param name="Apply">The weight that counts, of a weight and a threshold.</param>
/// <param name="Threshold">The threshold at which a weight begins to be cut.</param>
internal sealed record WeightRule(Func<double, double, double> Apply, Func<double, double> Threshold)
{
    private static readonly double[] Shares = [0.995, 0.95, 0.8, 0.5];

    public static readonly WeightRule Cap = new(Math.Min, static weight => weight);

    public static readonly WeightRule Switch = new(static (weight, threshold) => weight <= threshold ? weight : 0, static weight => weight);

    // A weight w loses a tenth where λ is 9w².
    public static readonly WeightRule Shrink = new(
        static (weight, lambda) => double.IsPositiveInfinity(lambda) ? weight : lambda == 0 ? 0 : weight * (lambda / (weight * weight + lambda)),
        static weight => 9 * weight * weight);

    /// <summary>One that cuts nothing, then quantiles of the weights above 0.</summary>
    public double[] Thresholds(double[] weights)
    {
        double[] sorted = [.. weights.Where(static weight => weight > 0).Order()];
        return sorted.Length == 0 ? [double.PositiveInfinity] : [double.PositiveInfinity, .. Shares.Select(share => Threshold(sorted[(int)(share * (sorted.Length - 1))]))];
    }

    /// <summary>The mean of what is cut of weights that are multiplied with something.</summary>
    public static double Bias(double[] weights, double[] cut, double[] factors)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) sum += (weights[i] - cut[i]) * factors[i];
        return sum / weights.Length;
    }
}
