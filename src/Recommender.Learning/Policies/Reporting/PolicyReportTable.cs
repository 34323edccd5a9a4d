using Recommender.Learning.Evaluation;
using Recommender.Learning.Evaluation.Reporting;

namespace Recommender.Learning.Policies.Reporting;

/// <summary>The tables and sentences of a report, for people.</summary>
public static class PolicyReportTable
{
    /// <summary>What was judged by what, in a few lines.</summary>
    public static IReadOnlyList<string> Lines(PolicyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            $"{report.Log}: {report.Decisions:N0} decisions among {report.Actions:N0} actions; the policy that made them earned {Text(report.Logged)} each",
            $"the reward model explains {Math.Max(0, report.Explained):P1} of the variance of rewards that it has not seen",
        ];
    }

    /// <summary>A table for each policy.</summary>
    public static IReadOnlyList<ReportTable> Of(PolicyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. report.Judgements.Select(static judgement => new ReportTable(
            $"{judgement.Policy}: reward of a decision, with 95 % intervals",
            ["estimator", "value", "more than logged", "effective decisions", "cut at", "ridge"],
            [.. judgement.Estimates.Select(static estimate => (IReadOnlyList<string>)
            [
                Estimator.Name(estimate.Kind), Text(estimate.Value), Text(estimate.Gain), $"{estimate.EffectiveSize:N0}", Threshold(estimate.Threshold), $"{estimate.Ridge:0.###}",
            ])]))];
    }

    /// <summary>How much can be said of a policy, and what not.</summary>
    public static IReadOnlyList<string> Lines(PolicyJudgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        var overlap = judgement.Overlap;
        return
        [
            $"{judgement.Policy}: weights of {overlap.MeanWeight:0.###} on average (1 expected), {overlap.LargestWeight:0.#} at most; as much as {overlap.EffectiveSize:N0} decisions and {overlap.EffectiveRewarded:N1} rewards of equal weight",
            .. overlap.Warnings.Select(warning => $"{judgement.Policy}: WARNING: {warning}"),
        ];
    }

    private static string Threshold(double? threshold) => threshold is not { } at ? "" : double.IsPositiveInfinity(at) ? "nothing" : $"{at:0.###}";

    private static string Text(Interval interval) => double.IsNaN(interval.Value) ? "none"
        : double.IsNaN(interval.Low) ? $"{interval.Value:0.00000}" : $"{interval.Value:0.00000} ({interval.Low:0.00000} to {interval.High:0.00000})";
}
