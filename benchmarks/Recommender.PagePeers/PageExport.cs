using System.Text.Json;
using Recommender.Learning.Data;
using Recommender.Learning.Tastes;
using Recommender.Peers.Data;
using Recommender.Storage.Models;

namespace Recommender.PagePeers;

/// <summary>Writes what pages are made from as files that NumPy and json read.</summary>
internal static class PageExport
{
    private const string TrailerKind = "trailer";

    /// <summary>Writes <c>titles.npy</c>, <c>members.npy</c> and <c>facts.json</c>.</summary>
    /// <param name="data">A dataset's folder.</param>
    /// <param name="model">A folder of models of it.</param>
    /// <param name="into">Made where it is absent.</param>
    /// <returns>Numbers in an embedding.</returns>
    /// <exception cref="IOException">A folder is absent or damaged; the message names it.</exception>
    public static int Write(string data, string model, DirectoryInfo into)
    {
        var dataset = DatasetFolder.Open(data);
        using var published = PublishedModel.OpenNewest(model) ?? throw new DirectoryNotFoundException($"there is no published model in '{model}'");
        using var tastes = TasteModel.Load(published.Generation.PathOf);
        into.Create();
        NpyFile.Write(Path.Combine(into.FullName, "titles.npy"), published.Titles, published.Titles.Rows);
        NpyFile.Write(Path.Combine(into.FullName, "members.npy"), published.Members, published.Members.Rows);
        using var file = File.Create(Path.Combine(into.FullName, "facts.json"));
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        WriteAll(json, "titleIds", dataset.Titles, (_, title) => json.WriteStringValue(title.Id));
        WriteAll(json, "memberIds", dataset.Members.Ids.ToArray(), (_, id) => json.WriteStringValue(id));
        WriteAll(json, "watched", dataset.Members.Ids.ToArray(), (row, _) => WriteNumbers(json, dataset.Interactions[row].Titles));
        json.WriteNumber("tagCount", dataset.Tags.Count);
        WriteAll(json, "tags", dataset.Titles, (_, title) => WriteTags(json, title));
        WriteAll(json, "images", dataset.Titles, (_, title) => WriteArtworks(json, title, static kind => kind != TrailerKind));
        WriteAll(json, "trailers", dataset.Titles, (_, title) => WriteArtworks(json, title, static kind => kind == TrailerKind));
        WriteAll(json, "genres", Enumerable.Range(0, tastes.MicroGenres.Count), (genre, _) =>
        {
            json.WriteStartObject();
            json.WriteString("name", tastes.MicroGenres.Name(genre));
            json.WritePropertyName("titles");
            WriteNumbers(json, tastes.MicroGenres.Titles(genre));
            json.WriteEndObject();
        });
        json.WriteEndObject();
        return published.Titles.Dimension;
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> all, Action<int, T> write)
    {
        json.WriteStartArray(name);
        foreach (var (row, one) in all.Index()) write(row, one);
        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, ReadOnlySpan<int> numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteTags(Utf8JsonWriter json, Title title)
    {
        json.WriteStartArray();
        foreach (var (tag, weight) in title.Tags)
        {
            json.WriteStartArray();
            json.WriteNumberValue(tag);
            json.WriteNumberValue(weight);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteArtworks(Utf8JsonWriter json, Title title, Func<string, bool> isWanted)
    {
        json.WriteStartArray();
        foreach (var artwork in title.Artworks.Where(artwork => isWanted(artwork.Kind)))
        {
            json.WriteStartArray();
            json.WriteStringValue(artwork.Id);
            json.WriteStringValue(artwork.Uri);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
