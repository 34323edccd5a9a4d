using System.Text;
using Recommender.Server.Pages.Wire;
using Recommender.Storage.Decisions;
using Recommender.Storage.Members;

namespace Recommender.Server.Decisions;

/// <summary>Turns pages into records of the log. One thread at a time.</summary>
/// <param name="into">Takes each record.</param>
internal sealed class DecisionEncoder(DecisionEncoder.Sink into)
{
    private readonly byte[] _record = new byte[DecisionJournal.MaxRecordBytes];
    private readonly byte[] _title = new byte[DecisionJournal.MaxRecordBytes];
    private readonly byte[] _text = new byte[byte.MaxValue];
    private TitleNumbers? _numbers;

    /// <summary>Takes a record.</summary>
    public delegate void Sink(ReadOnlySpan<byte> record);

    private TitleNumbers Numbers => _numbers ??= new TitleNumbers(title => into(title.Write(_title)));

    /// <summary>What follows can be read without what went before.</summary>
    public void BeginEpoch() => Numbers.Clear();

    /// <summary>Writes a decision: the titles that are new, then the rows, in as many records as they need.</summary>
    public void Write(PendingDecision decision)
    {
        var served = decision.Served;
        if (!DecisionIds.TryParse(decision.Id, out var id)) return;
        var header = new DecisionHeader(
            id, DecisionIds.TimeOf(id), IdHash.Of(decision.MemberId), served.Ranking.Number, served.Ranking.ModelVersion, decision.Policy, decision.Hour);
        var persona = decision.Persona < 0 ? "" : served.Ranking.Personas.Names[decision.Persona];
        Span<byte> texts = stackalloc byte[2 * byte.MaxValue];
        var personaBytes = Utf8(persona, texts[..byte.MaxValue]);
        var surfaceBytes = Utf8(decision.Surface, texts[byte.MaxValue..]);

        var writer = new DecisionWriter(_record);
        writer.Begin(header, personaBytes, surfaceBytes);
        Numbers.Begin(served);
        ReadOnlySpan<float> chances = decision.Chances.Span;
        for (var row = 0; row < decision.Rows.Count; row++)
        {
            ref readonly var placed = ref decision.Rows[row];
            ReadOnlySpan<TitleChoice> titles = decision.Titles.Span.Slice(placed.First, placed.Count);
            if (!Fits(_record.Length - writer.Written.Length, titles, chances.Length))
            {
                into(writer.Written);
                writer.Begin(header, personaBytes, surfaceBytes);
            }

            var text = RowTexts.Id(served, placed);
            writer.Row((byte)placed.Kind, _text.AsSpan(0, text.Length <= _text.Length ? text.CopyTo(_text) : 0), (byte)row, placed.Count);
            foreach (var title in titles)
            {
                writer.Title(title.Of(Numbers.Of(served, title.Number)), chances[..title.Chances]);
                chances = chances[title.Chances..];
            }
        }

        into(writer.Written);
    }

    // What is too long is left out rather than cut within a character.
    private static ReadOnlySpan<byte> Utf8(string text, Span<byte> into) => Encoding.UTF8.TryGetBytes(text, into, out var length) ? into[..length] : [];

    // Nearly always all that is left fits, and nobody needs to count what of it belongs to the row.
    private static bool Fits(int room, ReadOnlySpan<TitleChoice> titles, int left)
    {
        if (DecisionWriter.MostRowBytes(titles.Length, left) <= room) return true;
        var chances = 0;
        foreach (var title in titles) chances += title.Chances;
        return DecisionWriter.MostRowBytes(titles.Length, chances) <= room;
    }
}
