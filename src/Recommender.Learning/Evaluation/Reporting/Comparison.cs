namespace Recommender.Learning.Evaluation.Reporting;

/// <summary>How much larger a metric of one model is than another's, resampled in pairs.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Model">The one.</param>
/// <param name="Against">The other.</param>
/// <param name="Difference">The one's less the other's.</param>
/// <param name="IntervalsApart">Whether the two figures' own intervals have no number in common, which is more than a verdict asks.</param>
public sealed record Comparison(Metric Metric, string Model, string Against, Interval Difference, bool IntervalsApart)
{
    /// <summary>What the interval of the difference says.</summary>
    public Verdict Verdict => Difference.Low > 0 ? Verdict.Better : Difference.High < 0 ? Verdict.Worse : Verdict.Level;
}
