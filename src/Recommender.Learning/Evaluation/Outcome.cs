namespace Recommender.Learning.Evaluation;

/// <summary>How one model did, case by case. Immutable; safe from many threads.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Metrics">What was measured.</param>
/// <param name="Values">By metric, then by case; NaN where a case has no value.</param>
/// <param name="Coverage">For each cutoff, the share of all titles that stand in at least one case's first K, in [0, 1].</param>
public sealed record Outcome(string Model, IReadOnlyList<Metric> Metrics, IReadOnlyList<double[]> Values, IReadOnlyDictionary<int, double> Coverage)
{
    /// <summary>The mean over cases that have a value; NaN where none has.</summary>
    public double Mean(Metric metric)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in Values[At(metric)])
        {
            if (double.IsNaN(value)) continue;
            sum += value;
            count++;
        }

        return sum / count;
    }

    private int At(Metric metric)
    {
        for (var i = 0; i < Metrics.Count; i++)
        {
            if (Metrics[i] == metric) return i;
        }

        throw new ArgumentException($"{metric} was not measured", nameof(metric));
    }
}
