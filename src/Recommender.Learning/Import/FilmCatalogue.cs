using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Recommender.Learning.Import;

/// <summary>Reads the files of MovieLens and MovieTweetings that describe films.</summary>
internal static class FilmCatalogue
{
    /// <summary>Adds the films of <c>movies</c>: id, name with year, genres with bars between.</summary>
    public static void ReadMovies(string path, ImportContext context, CatalogueDraft into)
    {
        using var reader = RecordReader.Open(path, FilmFolders.FormatOf(path) with { KeepsInvalidText = true }, context);
        while (reader.Read())
        {
            if (!TryId(reader, 0, out var id)) continue;
            if (reader.FieldCount < 3)
            {
                reader.Refuse("number of fields", Encoding.UTF8.GetBytes(reader.FieldCount.ToString(CultureInfo.InvariantCulture)), "id, name and genres");
                continue;
            }

            var (name, others, year) = FilmName.Parse(Text(reader[1]));
            var draft = new TitleDraft(id, name.Length == 0 ? id : name, year);
            draft.OtherNames.UnionWith(others);
            Genres.AddTo(draft, Text(reader[2]).Split('|'));
            if (year is { } known) draft.Add(TagGroups.EraOf(known));
            if (!into.TryAdd(draft)) reader.Refuse("title", reader[0], "each id once");
        }
    }

    /// <summary>The IMDb ids of <c>links</c>, without leading zeros, by the set's own id.</summary>
    public static Dictionary<string, string> ReadLinks(string path, ImportContext context)
    {
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = RecordReader.Open(path, FilmFolders.FormatOf(path), context);
        while (reader.Read())
        {
            if (TryId(reader, 0, out var id) && TryId(reader, 1, out var imdbId) && !links.TryAdd(id, imdbId.TrimStart('0'))) reader.Refuse("title", reader[0], "each id once");
        }

        return links;
    }

    /// <summary>What viewers called films in <c>tags</c>: member, title, tag.</summary>
    public static List<(string Title, string Text)> ReadTags(string path, ImportContext context)
    {
        var tags = new List<(string, string)>();
        using var reader = RecordReader.Open(path, FilmFolders.FormatOf(path), context);
        while (reader.Read())
        {
            if (!TryId(reader, 1, out var title)) continue;
            if (reader[2].Length is >= 1 and <= ImportOptions.MaxIdBytes) tags.Add((title, Encoding.UTF8.GetString(reader[2])));
            else reader.Refuse("tag", reader[2], $"1..{ImportOptions.MaxIdBytes} bytes of UTF-8");
        }

        return tags;
    }

    // The oldest sets are in Latin-1, in which every byte is a letter.
    private static string Text(ReadOnlySpan<byte> bytes) => (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);

    private static bool TryId(RecordReader reader, int field, out string id)
    {
        var bytes = reader[field];
        var isId = bytes.Length is >= 1 and <= ImportOptions.MaxIdBytes && Utf8.IsValid(bytes);
        id = isId ? Encoding.UTF8.GetString(bytes) : "";
        if (!isId) reader.Refuse("title", bytes, $"1..{ImportOptions.MaxIdBytes} bytes of UTF-8");
        return isId;
    }
}
