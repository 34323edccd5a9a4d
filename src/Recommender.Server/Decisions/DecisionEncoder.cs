using System.Text;
using Recommender.Ranking.Pages;
using Recommender.Server.Generations;
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
        var chances = 0;
        for (var row = 0; row < decision.Rows.Count; row++)
        {
            ref readonly var placed = ref decision.Rows[row];
            var titles = decision.Titles.Span.Slice(placed.First, placed.Count);
            var count = ChancesOf(served, titles);
            if (writer.Written.Length + DecisionWriter.MostRowBytes(placed.Count, count) > _record.Length)
            {
                into(writer.Written);
                writer.Begin(header, personaBytes, surfaceBytes);
            }

            var text = RowTexts.Id(served, placed);
            writer.Row((byte)placed.Kind, _text.AsSpan(0, text.Length <= _text.Length ? text.CopyTo(_text) : 0), (byte)row, placed.Count);
            foreach (ref readonly var title in titles) Write(ref writer, served, title, decision.Chances.Span, ref chances);
        }

        into(writer.Written);
    }

    private void Write(ref DecisionWriter writer, ServedGeneration served, in PlacedTitle title, ReadOnlySpan<float> all, ref int at)
    {
        var (first, images, trailers) = ArtworksOf(served, title.Row);
        var chances = all.Slice(at, ChancesOf(images) + ChancesOf(trailers));
        at += chances.Length;
        writer.Title(
            Numbers.Of(served, title.Row),
            title.Artwork < 0 ? -1 : title.Artwork - first,
            images,
            title.Trailer < 0 ? -1 : title.Trailer - first - images,
            trailers,
            chances);
    }

    // What is too long is left out rather than cut within a character.
    private static ReadOnlySpan<byte> Utf8(string text, Span<byte> into) => Encoding.UTF8.TryGetBytes(text, into, out var length) ? into[..length] : [];

    private static int ChancesOf(ServedGeneration served, ReadOnlySpan<PlacedTitle> titles)
    {
        var count = 0;
        foreach (ref readonly var title in titles)
        {
            var (_, images, trailers) = ArtworksOf(served, title.Row);
            count += ChancesOf(images) + ChancesOf(trailers);
        }

        return count;
    }

    private static (int First, int Images, int Trailers) ArtworksOf(ServedGeneration served, int row)
    {
        var artworks = served.Ranking.Catalog.PartOf(row, out var local).Artworks;
        return (artworks.First[local], artworks.FirstTrailer[local] - artworks.First[local], artworks.First[local + 1] - artworks.FirstTrailer[local]);
    }

    private static int ChancesOf(int artworks) => artworks > 1 ? artworks : 0;
}
