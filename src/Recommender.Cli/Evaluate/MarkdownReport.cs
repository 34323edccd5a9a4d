using System.Text;
using Recommender.Learning.Evaluation;
using Recommender.Learning.Evaluation.Reporting;

namespace Recommender.Cli.Evaluate;

/// <summary>A report as Markdown, for a folder of results.</summary>
internal static class MarkdownReport
{
    public static void Write(EvaluationReport report, Metric compared, Stream to)
    {
        var text = new StringBuilder($"## {report.Dataset}\n\n");
        foreach (var line in ReportText.Lines(report).Skip(1).Prepend($"Protocol: {report.Protocol}")) text.Append($"- {line}\n");
        foreach (var table in ReportTable.Of(report, compared))
        {
            text.Append($"\n### {table.Heading}\n\n{Row(table.Columns)}{Row([.. table.Columns.Select(static _ => "---")])}");
            foreach (var row in table.Rows) text.Append(Row(row));
        }

        to.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(static cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
}
