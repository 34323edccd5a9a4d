using Recommender.Learning.Evaluation;
using Recommender.Learning.Evaluation.Reporting;
using Spectre.Console;

namespace Recommender.Cli.Evaluate;

/// <summary>A report in the terminal.</summary>
internal static class ConsoleReport
{
    public static void Print(IAnsiConsole console, EvaluationReport report, Metric compared)
    {
        foreach (var line in ReportText.Lines(report)) console.WriteLine(line);
        foreach (var table in ReportTable.Of(report, compared))
        {
            var printed = new Table { Title = new TableTitle(Markup.Escape(table.Heading)), Border = TableBorder.Simple };
            foreach (var column in table.Columns) printed.AddColumn(Markup.Escape(column));
            foreach (var row in table.Rows) printed.AddRow([.. row.Select(Markup.Escape)]);
            console.Write(printed);
        }
    }
}
