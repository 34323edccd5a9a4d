using Recommender.Storage.Decisions;

namespace Recommender.Storage.Tests.Decisions;

/// <summary>Keeps records as they come, in words.</summary>
internal sealed class Records : IDecisionVisitor
{
    public List<string> Said { get; } = [];

    public long Last { get; private set; }

    public void Visit(ReadOnlySpan<byte> record, long after)
    {
        Last = after;
        Said.Add(DecisionRecords.KindOf(record) switch
        {
            DecisionRecordKind.Title => TitleSaid(TitleRecord.Read(record)),
            DecisionRecordKind.Decision => DecisionSaid(DecisionRecord.Open(record)),
            DecisionRecordKind.Outcome => OutcomeRecord.Read(record).ToString(),
            _ => "?",
        });
    }

    public static string TitleSaid(TitleRecord title) => $"{title.Number} {Text(title.Id)} {title.Images} {string.Join(' ', title.Artworks.Select(static artwork => Text(artwork)))}";

    public static string Text(ReadOnlySpan<byte> utf8) => System.Text.Encoding.UTF8.GetString(utf8);

    private static string DecisionSaid(DecisionRecord decision)
    {
        var said = $"{decision.Header} {Text(decision.Persona)} {Text(decision.Surface)}";
        while (decision.TryNextRow(out var row))
        {
            said += $"\n{row.Kind} {Text(row.Id)} {row.Place}";
            for (var i = 0; i < row.Titles; i++)
            {
                var title = decision.NextTitle();
                said += $"\n  {title.Number} {title.Image} {title.Trailer} {string.Join(' ', title.ImageChances.ToArray())} | {string.Join(' ', title.TrailerChances.ToArray())}";
            }
        }

        return said;
    }
}
