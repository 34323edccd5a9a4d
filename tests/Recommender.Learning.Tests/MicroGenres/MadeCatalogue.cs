using Recommender.Learning.Data;

namespace Recommender.Learning.Tests.MicroGenres;

/// <summary>Datasets of titles with tags, made by hand. A tag is written <c>group:name</c> or <c>group:name*weight</c>.</summary>
internal static class MadeCatalogue
{
    /// <summary>Of titles, one for each text of tags, between them semicolons; the one member chose nothing.</summary>
    public static Dataset Of(IEnumerable<string> titles) => Of(titles, [[]]);

    /// <summary>The same, with the titles that each member chose, all liked alike.</summary>
    public static Dataset Of(IEnumerable<string> titles, IReadOnlyList<int[]> members)
    {
        var (tags, rows) = (new List<Tag>(), new Dictionary<Tag, int>());
        Title[] made = [.. titles.Select((text, row) => new Title($"t{row}", $"Title {row}", null, [.. Tags(text)], []))];
        var offsets = new long[members.Count + 1];
        for (var i = 0; i < members.Count; i++) offsets[i + 1] = offsets[i] + members[i].Length;
        int[] chosen = [.. members.SelectMany(static titles => titles)];
        var values = new float[chosen.Length];
        Array.Fill(values, 1);
        var interactions = new Interactions(made.Length, offsets, chosen, values, new long[chosen.Length]);
        return new Dataset(new IdTable(Enumerable.Range(0, members.Count).Select(static row => $"m{row}")), made, tags, interactions);

        IEnumerable<TitleTag> Tags(string text)
        {
            foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var (name, weight) = part.Split('*') is [var before, var after] ? (before, float.Parse(after)) : (part, 1f);
                var tag = new Tag(name[..name.IndexOf(':')], name[(name.IndexOf(':') + 1)..]);
                if (!rows.TryGetValue(tag, out var row))
                {
                    rows.Add(tag, row = tags.Count);
                    tags.Add(tag);
                }

                yield return new TitleTag(row, weight);
            }
        }
    }

    /// <summary>The same text several times.</summary>
    public static IEnumerable<string> Times(int count, string tags) => Enumerable.Repeat(tags, count);

    /// <summary>A genre, a decade and a person drawn at random: no combination is more than chance.</summary>
    public static IEnumerable<string> Noise(int count, int seed)
    {
        string[] genres = ["Drama", "Comedy", "Horror", "Western", "War", "Mystery", "Adventure", "Fantasy"];
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return $"genre:{genres[random.Next(genres.Length)]};era:{1950 + 10 * random.Next(7)}s;people:Person {random.Next(60)}";
    }
}
