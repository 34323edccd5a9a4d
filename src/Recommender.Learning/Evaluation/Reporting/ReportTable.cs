namespace Recommender.Learning.Evaluation.Reporting;

/// <summary>A table of a report: a heading, the names of the columns, and rows of texts.</summary>
public sealed record ReportTable(string Heading, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The tables of a report: figures, comparisons by one metric, and settings.</summary>
    /// <param name="report">The report.</param>
    /// <param name="compared">The metric that models are compared by.</param>
    public static IReadOnlyList<ReportTable> Of(EvaluationReport report, Metric compared)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [Figures(report), Comparisons(report, compared), Settings(report)];
    }

    private static ReportTable Figures(EvaluationReport report)
    {
        var rows = new List<IReadOnlyList<string>>();
        for (var i = 0; report.Models.Count > 0 && i < report.Models[0].Figures.Count; i++)
        {
            var at = i;
            rows.Add([$"{report.Models[0].Figures[i].Metric}", .. report.Models.Select(model => Text(model.Figures[at].Interval))]);
        }

        foreach (var cutoff in report.Models.SelectMany(static model => model.Coverage.Keys).Distinct().Order())
            rows.Add([$"coverage@{cutoff}", .. report.Models.Select(model => $"{model.Coverage[cutoff]:0.0000}")]);
        return new("Figures, with 95 % intervals over members", ["metric", .. report.Models.Select(static model => model.Model)], rows);
    }

    private static ReportTable Comparisons(EvaluationReport report, Metric compared) => new(
        $"Differences of {compared}, resampled in pairs",
        ["model", "against", "difference", "verdict", "own intervals"],
        [.. report.Comparisons.Where(comparison => comparison.Metric == compared).Select(static comparison => (IReadOnlyList<string>)
        [
            comparison.Model, comparison.Against, Text(comparison.Difference), comparison.Verdict.ToString().ToLowerInvariant(), comparison.IntervalsApart ? "apart" : "overlap",
        ])]);

    private static ReportTable Settings(EvaluationReport report) => new(
        report.Tuning is { } tuning ? $"Settings, found on {tuning.Cases} cases of {tuning.Protocol} within the training part, by {tuning.Metric}" : "Settings",
        ["model", "settings", "trials", "best on validation"],
        [.. report.Models.Select(static model => (IReadOnlyList<string>)
        [
            model.Model, model.Settings.ToString(), $"{model.Trials.Count}", model.Trials.Count == 0 ? "" : $"{model.Trials.Max(static trial => trial.Value):0.0000}",
        ])]);

    private static string Text(Interval interval) => double.IsNaN(interval.Value) ? "none"
        : double.IsNaN(interval.Low) ? $"{interval.Value:0.0000}" : $"{interval.Value:0.0000} ({interval.Low:0.0000} to {interval.High:0.0000})";
}
