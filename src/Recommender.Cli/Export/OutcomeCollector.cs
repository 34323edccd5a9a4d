using System.Runtime.InteropServices;
using Recommender.Storage.Decisions;

namespace Recommender.Cli.Export;

/// <summary>Sums up what came of every title of every decision; some 60 bytes for each of which anything was told.</summary>
internal sealed class OutcomeCollector(DecisionExportPlan plan, ExportFindings findings, Action<long> advance) : IDecisionVisitor
{
    private readonly Dictionary<(UInt128 Decision, ulong Title), ShownOutcome> _outcomes = [];

    public void Visit(ReadOnlySpan<byte> record, long after)
    {
        advance(after);
        if (DecisionRecords.KindOf(record) != DecisionRecordKind.Outcome) return;
        var outcome = OutcomeRecord.Read(record);
        var decided = DecisionIds.TimeOf(outcome.Decision);
        if (decided < plan.Since || decided >= plan.Until || outcome.Time - decided > plan.WindowMilliseconds) return;
        findings.Outcomes++;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_outcomes, (outcome.Decision, outcome.Title), out _);
        switch (outcome.Kind)
        {
            case OutcomeKind.Begin: sum.Play.Begin(outcome.PositionSeconds, outcome.DurationSeconds); break;
            case OutcomeKind.Watch: sum.Play.Reach(outcome.PositionSeconds, outcome.DurationSeconds); break;
            case OutcomeKind.Complete: sum.Play.Complete(outcome.PositionSeconds, outcome.DurationSeconds, plan.Play.PlaySeconds); break;
            case OutcomeKind.TrailerView: sum.SawTrailer = true; break;
        }
    }

    /// <summary>What came of a title of a decision; false where nothing was told.</summary>
    public bool TryFind(UInt128 decision, ulong title, out ShownOutcome outcome) => _outcomes.TryGetValue((decision, title), out outcome);
}
