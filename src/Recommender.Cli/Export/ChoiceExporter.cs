using System.Globalization;
using System.Text;
using Recommender.Storage.Decisions;
using Recommender.V1;

namespace Recommender.Cli.Export;

/// <summary>Writes the choices of decisions with what came of them.</summary>
internal sealed class ChoiceExporter(DecisionExportPlan plan, OutcomeCollector outcomes, IChoiceWriter writer, ExportFindings findings, Action<long> advance) : IDecisionVisitor
{
    private readonly Dictionary<int, TitleRecord> _titles = [];
    private readonly Choice _choice = new();
    private UInt128 _last;

    public void Visit(ReadOnlySpan<byte> record, long after)
    {
        advance(after);
        switch (DecisionRecords.KindOf(record))
        {
            case DecisionRecordKind.Title:
                var title = TitleRecord.Read(record);
                _titles[title.Number] = title;
                break;
            case DecisionRecordKind.Decision:
                Visit(DecisionRecord.Open(record));
                break;
        }
    }

    private void Visit(DecisionRecord decision)
    {
        var header = decision.Header;
        if (header.Time < plan.Since || header.Time >= plan.Until) return;
        if (header.Id != _last) findings.Decisions++;   // a long one has several records
        _last = header.Id;
        Fill(header, decision.Persona, decision.Surface);
        while (decision.TryNextRow(out var row))
        {
            (_choice.RowKind, _choice.RowId, _choice.Row) = (((RowKind)row.Kind).ToString(), Encoding.UTF8.GetString(row.Id), row.Place);
            for (var position = 0; position < row.Titles; position++)
            {
                _choice.Position = position;
                Visit(header.Id, decision.NextTitle());
            }
        }
    }

    private void Visit(UInt128 decision, ShownTitle shown)
    {
        var image = plan.Choice == ExportedChoice.Image;
        var chances = image ? shown.ImageChances : shown.TrailerChances;
        var chosen = image ? shown.Image : shown.Trailer;
        if (chances.Length < 2 || chosen < 0) return;   // one alone is no choice
        if (!_titles.TryGetValue(shown.Number, out var title) || title.Images != shown.ImageChances.Length)
        {
            findings.Unknown++;
            return;
        }

        var known = outcomes.TryFind(decision, title.Hash, out var outcome);
        if (!plan.Unseen && !(known && (image || outcome.SawTrailer))) return;
        _choice.Title = Encoding.UTF8.GetString(title.Id);
        _choice.Candidates.Clear();
        _choice.Propensities.Clear();
        for (var i = 0; i < chances.Length; i++)
        {
            _choice.Candidates.Add($"{_choice.Title}/{Encoding.UTF8.GetString(title.Artworks[image ? i : title.Images + i])}");
            _choice.Propensities.Add(chances[i]);
        }

        _choice.Chosen = chosen;
        _choice.Reward = known ? RewardOf(outcome) : 0;
        findings.Choices++;
        if (_choice.Reward > 0) findings.Rewarded++;
        writer.Write(_choice);
    }

    private double RewardOf(ShownOutcome outcome)
    {
        var graded = plan.Play.Of(outcome.Play.WatchedSeconds, outcome.Play.DurationSeconds);
        return graded == 0 ? 0 : plan.Reward switch
        {
            ExportedReward.Graded => graded,
            ExportedReward.Minutes => outcome.Play.WatchedSeconds / 60.0,
            _ => 1,
        };
    }

    private void Fill(in DecisionHeader header, ReadOnlySpan<byte> persona, ReadOnlySpan<byte> surface)
    {
        _choice.Decision = header.Id.ToString("x32", CultureInfo.InvariantCulture);
        _choice.Member = header.Member.ToString("x16", CultureInfo.InvariantCulture);
        (_choice.Persona, _choice.Surface) = (Encoding.UTF8.GetString(persona), Encoding.UTF8.GetString(surface));
        _choice.Time = DateTimeOffset.FromUnixTimeMilliseconds(header.Time);
        (_choice.Hour, _choice.Policy, _choice.Model, _choice.Generation) = (header.Hour, header.Policy, header.Model, header.Generation);
    }
}
