using Recommender.Storage.Decisions;

namespace Recommender.Cli.Export;

/// <summary>Reads a log of decisions twice: first what came of them, then the decisions, which are written as they come.</summary>
internal static class DecisionExport
{
    private static readonly string[] Places = [Path.Combine("live", "decisions"), "decisions", ""];

    /// <summary>Exports.</summary>
    /// <exception cref="IOException">There is no log, or it is damaged or cannot be read; the message names folder or file.</exception>
    public static ExportFindings Run(DecisionExportPlan plan, ExportSink sink, ExportProgress progress, CancellationToken cancellation)
    {
        var findings = new ExportFindings();
        var folder = FolderOf(plan.Data);
        OutcomeCollector outcomes;
        using (var view = DecisionView.Open(folder))
        {
            outcomes = new OutcomeCollector(plan, findings, after => Advance("what came of decisions", view, after));
            view.Replay(outcomes);
        }

        using (var view = DecisionView.Open(folder))
        {
            IChoiceWriter writer = plan.Format == ExportFormat.Csv ? new CsvChoiceWriter(sink) : new JsonChoiceWriter(sink);
            findings.LostBytes = view.Replay(new ChoiceExporter(plan, outcomes, writer, findings, after => Advance("decisions", view, after)));
        }

        return findings;

        void Advance(string doing, DecisionView view, long after)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(doing, (double)(after - view.Begin) / Math.Max(1, view.End - view.Begin));
        }
    }

    private static string FolderOf(string data) =>
        Places.Select(place => Path.Combine(data, place)).FirstOrDefault(DecisionView.IsThere)
        ?? throw new IOException($"'{data}' has no log of decisions; a server keeps one in its folder live/decisions, unless --decision-log-percent is 0");
}
