using System.Text.Json;
using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>Gives titles the cast and genres that the lists of Wikipedia's films have, by name and year.</summary>
/// <remarks>
/// First by whole name and year; then by whole name and a year next to it, then by the part of a name before its colon and the
/// year, both of which need a genre in common. Where several would do, the one with most genres in common is it, or none.
/// </remarks>
internal static class WikipediaJoin
{
    private const int MaxCast = 8;
    private const float LeastCastWeight = 0.3f;
    private const float WeightPerPlace = 0.1f;
    private const float GenreWeight = 0.8f;   // they are filed by fewer hands than the sets' own

    // Taken from the words of an article, it seems: "short" of a story that it follows, "war" of the stars'.
    private static readonly HashSet<string> Doubtful = new(["Short", "War"], StringComparer.Ordinal);

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static JoinReport Run(string path, ImportContext context, CatalogueDraft titles)
    {
        var films = Read(path, context);
        TitleDraft[] dated = [.. titles.Drafts.Where(static draft => draft.Year is not null)];
        var match = new FilmMatch(films);
        var sameYear = match.Run(dated, MatchRule.SameYear);
        var nearYear = match.Run(dated, MatchRule.NearYear);
        var partOfName = match.Run(dated, MatchRule.PartOfName);
        foreach (var (draft, film) in match.Pairs) Enrich(draft, film);
        return new JoinReport(titles.Drafts.Count, sameYear, nearYear, partOfName, match.Ambiguous);
    }

    private static List<WikipediaFilm> Read(string path, ImportContext context)
    {
        var films = new List<WikipediaFilm>();
        using var reader = RecordReader.Open(path, RecordFormat.Lines, context);
        while (reader.Read())
        {
            try
            {
                var film = JsonSerializer.Deserialize<WikipediaFilm>(reader[0], Json);
                if (film is { Title.Length: > 0, Year: not null }) films.Add(film);
                else reader.Refuse("line", reader[0], "a film with title and year");
            }
            catch (JsonException failure)
            {
                reader.Refuse("line", reader[0], $"an object of JSON; {failure.Message}");
            }
        }

        return films;
    }

    private static void Enrich(TitleDraft draft, WikipediaFilm film)
    {
        var hasOwn = draft.Tags.Keys.Any(static tag => tag.Group == TagGroups.Genre);
        Genres.AddTo(draft, (film.Genres ?? []).Where(genre => !hasOwn || !Doubtful.Contains(genre)), GenreWeight);
        var place = 0;
        foreach (var name in (film.Cast ?? []).Where(IsPerson).Distinct(StringComparer.Ordinal).Take(MaxCast))
            draft.Add(new Tag(TagGroups.People, name), Math.Max(LeastCastWeight, 1 - WeightPerPlace * place++));
    }

    // Some lists have scraps of their markup for names.
    private static bool IsPerson(string name) =>
        name.Length is >= 3 and <= 40 && char.IsUpper(name[0]) && name is not ("The" or "Sr." or "Jr.") && !name.StartsWith("Academy Award", StringComparison.Ordinal);
}
