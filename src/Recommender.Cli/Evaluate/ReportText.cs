using Recommender.Learning.Evaluation.Reporting;

namespace Recommender.Cli.Evaluate;

/// <summary>What stands above the tables.</summary>
internal static class ReportText
{
    public static IEnumerable<string> Lines(EvaluationReport report) =>
    [
        $"{report.Dataset}: {report.Protocol}",
        $"learnt from {report.Training.Interactions} interactions of {report.Training.Members} members with {report.Training.Titles} titles; {report.Cases} members asked for {report.Relevant} titles",
        .. report.Notes,
        $"seed {report.Seed}, {report.Resamples} resamples; equal scores in an order drawn for each member, the same for all models",
    ];
}
