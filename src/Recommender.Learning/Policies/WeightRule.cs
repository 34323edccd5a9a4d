namespace Recommender.Learning.Policies;

/// <summary>What becomes of a decision's weight, and the thresholds to choose from.</summary>
/// <param name="Apply">The weight that counts, of a weight and a threshold.</param>
/// <param name="Threshold">The threshold at which a weight begins to be cut.</param>
internal sealed record WeightRule(Func<double, double, double> Apply, Func<double, double> Threshold)
{
    private static readonly double[] Shares = [0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 1];

    public static readonly WeightRule Cap = new(Math.Min, static weight => weight);

    public static readonly WeightRule Switch = new(static (weight, threshold) => weight <= threshold ? weight : 0, static weight => weight);

    // Where the threshold is infinite, nothing is shrunk. A tenth is taken off a weight of a third of √λ.
    public static readonly WeightRule Shrink = new(
        static (weight, lambda) => double.IsPositiveInfinity(lambda) ? weight : lambda == 0 ? 0 : weight * (lambda / (weight * weight + lambda)),
        static weight => 9 * weight * weight);

    /// <summary>The threshold that promises least error: variance + the square of what the bias may be with some 95 % confidence.</summary>
    /// <param name="weights">w of each decision.</param>
    /// <param name="residuals">What the weights are multiplied with: r, or r − q.</param>
    /// <param name="rest">What is added to that: 0, or the direct method's share.</param>
    /// <remarks>
    /// Su and others (2020), section 5, with the normal distribution's bound in place of theirs. Candidates are quantiles of the weights, and
    /// the last cuts nothing.
    /// </remarks>
    public double Choose(double[] weights, double[] residuals, double[] rest)
    {
        double[] sorted = [.. weights.Where(static weight => weight > 0).Order()];
        if (sorted.Length == 0) return double.PositiveInfinity;
        var candidates = Shares.Select(share => Threshold(sorted[(int)(share * (sorted.Length - 1))])).Append(double.PositiveInfinity);
        return candidates.Distinct().Reverse().MinBy(threshold => Error(threshold, weights, residuals, rest));
    }

    private double Error(double threshold, double[] weights, double[] residuals, double[] rest)
    {
        var (kept, cut) = (new double[weights.Length], new double[weights.Length]);
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = Apply(weights[i], threshold);
            (kept[i], cut[i]) = (rest[i] + weight * residuals[i], (weights[i] - weight) * residuals[i]);
        }

        var bias = Math.Abs(cut.Average()) + 2 * Math.Sqrt(VarianceOfMean(cut));
        return VarianceOfMean(kept) + bias * bias;
    }

    private static double VarianceOfMean(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / values.Length / Math.Max(1, values.Length - 1);
    }
}
