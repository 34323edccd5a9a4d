using System.Text;
using System.Text.Json;
using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>Reads titles from lines of JSON, as <see cref="DatasetImport.ReadTitles"/> describes them.</summary>
internal static class TitleLinesReader
{
    private const int MaxTextBytes = 2048;
    private const string AllowedName = "1..128 bytes of UTF-8";

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };
    private static readonly string[] Kinds = ["still", "poster", "trailer"];

    public static void Read(string path, ImportContext context, CatalogueDraft into)
    {
        using var reader = RecordReader.Open(path, RecordFormat.Lines, context);
        while (reader.Read())
        {
            try
            {
                var line = JsonSerializer.Deserialize<TitleLine>(reader[0], Json);
                if (line is null) Refuse(reader, "line", "null", "an object of JSON");
                else Take(reader, line, into);
            }
            catch (JsonException failure)
            {
                Refuse(reader, failure.Path is { Length: > 1 } place ? place : "line", Encoding.UTF8.GetString(reader[0]), "an object of JSON as the help describes it");
            }
        }
    }

    private static void Take(RecordReader reader, TitleLine line, CatalogueDraft into)
    {
        if (!IsName(reader, "id", line.Id) || !IsText(reader, "name", line.Name ?? line.Id!)) return;
        if (line.Year is < 1 or > 9999)
        {
            Refuse(reader, "year", $"{line.Year}", "1..9999");
            return;
        }

        var draft = new TitleDraft(line.Id!, string.IsNullOrEmpty(line.Name) ? line.Id! : line.Name, line.Year);
        foreach (var tag in line.Tags ?? [])
        {
            if (!IsTag(reader, "tag", tag)) return;
            draft.Add(new Tag(tag.Group!, tag.Name!), tag.Weight ?? 1);
        }

        foreach (var artwork in line.Artworks ?? [])
        {
            if (!IsArtwork(reader, artwork, draft)) return;
            draft.Artworks.Add(new Artwork(artwork.Id!, artwork.Kind!, artwork.Uri!, [.. (artwork.Depicts ?? []).Select(static tag => new Tag(tag.Group!, tag.Name!)).Distinct()]));
        }

        if (!into.TryAdd(draft)) Refuse(reader, "id", line.Id!, "each id once");
    }

    private static bool IsArtwork(RecordReader reader, TitleLine.ArtworkLine? artwork, TitleDraft draft)
    {
        if (artwork is null) return Refuse(reader, "artwork", "null", "an object");
        if (!IsName(reader, "artwork.id", artwork.Id)) return false;
        if (draft.Artworks.Exists(other => other.Id == artwork.Id)) return Refuse(reader, "artwork.id", artwork.Id!, "each id once in its title");
        if (!Kinds.Contains(artwork.Kind, StringComparer.Ordinal)) return Refuse(reader, "artwork.kind", artwork.Kind ?? "", string.Join(", ", Kinds));
        return IsText(reader, "artwork.uri", artwork.Uri ?? "") && (artwork.Depicts ?? []).All(tag => IsTag(reader, "artwork.depicts", tag));
    }

    private static bool IsTag(RecordReader reader, string field, TitleLine.TagLine? tag)
    {
        if (tag is null) return Refuse(reader, field, "null", "an object");
        if (tag.Weight is { } weight && !(weight > 0 && weight <= 1)) return Refuse(reader, $"{field}.weight", $"{weight}", "above 0 and up to 1");
        return IsName(reader, $"{field}.group", tag.Group) && IsName(reader, $"{field}.name", tag.Name);
    }

    private static bool IsName(RecordReader reader, string field, string? text) =>
        Encoding.UTF8.GetByteCount(text ?? "") is >= 1 and <= ImportOptions.MaxIdBytes || Refuse(reader, field, text ?? "", AllowedName);

    private static bool IsText(RecordReader reader, string field, string text) =>
        Encoding.UTF8.GetByteCount(text) is >= 1 and <= MaxTextBytes || Refuse(reader, field, text, $"1..{MaxTextBytes} bytes of UTF-8");

    private static bool Refuse(RecordReader reader, string field, string value, string allowed)
    {
        reader.Refuse(field, Encoding.UTF8.GetBytes(value), allowed);
        return false;
    }
}
