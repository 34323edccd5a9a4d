using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Learning.Data;

/// <summary>Titles as a file holds them: a column for each of their parts.</summary>
internal static class TitleColumns
{
    private const int NoYear = int.MinValue;

    public static void Write(SectionFileWriter file, IReadOnlyList<Title> titles, IReadOnlyList<Tag> tags)
    {
        TextColumn.Write(file, "ids", titles.Select(static title => title.Id));
        TextColumn.Write(file, "names", titles.Select(static title => title.Name));
        file.Write<int>("years", [.. titles.Select(static title => title.Year ?? NoYear)]);
        WriteRows(file, "tags", titles, static title => title.Tags.Select(static tag => tag.Tag));
        file.Write<float>("tag-weights", [.. titles.SelectMany(static title => title.Tags).Select(static tag => tag.Weight)]);

        Artwork[] artworks = [.. titles.SelectMany(static title => title.Artworks)];
        var rows = tags.Select(static (tag, row) => (tag, row)).ToDictionary(static pair => pair.tag, static pair => pair.row);
        file.Write<int>("artwork-counts", [.. titles.Select(static title => title.Artworks.Count)]);
        TextColumn.Write(file, "artwork-ids", artworks.Select(static artwork => artwork.Id));
        TextColumn.Write(file, "artwork-kinds", artworks.Select(static artwork => artwork.Kind));
        TextColumn.Write(file, "artwork-uris", artworks.Select(static artwork => artwork.Uri));
        WriteRows(file, "artwork-depicts", artworks, artwork => artwork.Depicts.Select(tag => rows[tag]));
    }

    /// <summary>Reads titles whose tags are some of those given.</summary>
    /// <exception cref="InvalidFileException">The columns do not fit each other.</exception>
    public static Title[] Read(SectionFile file, IReadOnlyList<Tag> tags)
    {
        var ids = TextColumn.Read(file, "ids");
        var names = TextColumn.Read(file, "names", ids.Length);
        using var years = file.Vector<int>("years", ids.Length);
        using var tagRows = file.CompressedRows<int>("tags");
        using var weights = file.Vector<float>("tag-weights", tagRows.Values.Length);
        if (tagRows.Rows != ids.Length) throw new InvalidFileException(file.FilePath, 0, $"section tags has {tagRows.Rows} rows; needed are {ids.Length}");
        var artworks = ReadArtworks(file, ids.Length, tags);

        var titles = new Title[ids.Length];
        var weight = 0;
        for (var row = 0; row < titles.Length; row++)
        {
            var own = new TitleTag[tagRows[row].Length];
            for (var i = 0; i < own.Length; i++) own[i] = new TitleTag(tagRows[row][i], weights.Span[weight++]);
            titles[row] = new Title(ids[row], names[row], years.Span[row] == NoYear ? null : years.Span[row], own, artworks[row]);
        }

        return titles;
    }

    private static Artwork[][] ReadArtworks(SectionFile file, int titles, IReadOnlyList<Tag> tags)
    {
        using var counts = file.Vector<int>("artwork-counts", titles);
        var ids = TextColumn.Read(file, "artwork-ids");
        var kinds = TextColumn.Read(file, "artwork-kinds", ids.Length);
        var uris = TextColumn.Read(file, "artwork-uris", ids.Length);
        using var depicts = file.CompressedRows<int>("artwork-depicts");
        var sum = 0L;
        foreach (var count in counts.Span) sum += count;
        if (sum != ids.Length || counts.Span.ContainsAnyInRange(int.MinValue, -1) || depicts.Rows != ids.Length)
            throw new InvalidFileException(file.FilePath, 0, $"there are {ids.Length} artworks, but the titles have {sum} and {depicts.Rows} say what they depict");

        var byTitle = new Artwork[titles][];
        var next = 0;
        for (var row = 0; row < titles; row++)
        {
            byTitle[row] = new Artwork[counts.Span[row]];
            for (var i = 0; i < byTitle[row].Length; i++, next++) byTitle[row][i] = new Artwork(ids[next], kinds[next], uris[next], Depicted(file, depicts[next], tags));
        }

        return byTitle;
    }

    private static Tag[] Depicted(SectionFile file, ReadOnlySpan<int> rows, IReadOnlyList<Tag> tags)
    {
        var depicted = new Tag[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)tags.Count) throw new InvalidFileException(file.FilePath, 0, $"an artwork depicts tag {rows[i]}; allowed 0..{tags.Count - 1}");
            depicted[i] = tags[rows[i]];
        }

        return depicted;
    }

    private static void WriteRows<T>(SectionFileWriter file, string name, IEnumerable<T> items, Func<T, IEnumerable<int>> row)
    {
        var (offsets, values) = (new List<long> { 0 }, new List<int>());
        foreach (var item in items)
        {
            values.AddRange(row(item));
            offsets.Add(values.Count);
        }

        using var rows = new CompressedRows<int>([.. offsets], [.. values]);
        rows.Save(file, name);
    }
}
