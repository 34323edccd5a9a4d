using System.Buffers;
using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>Pairs titles with the films of another source, each at most once.</summary>
internal sealed class FilmMatch
{
    private static readonly SearchValues<string> Marks = SearchValues.Create([": ", " - "], StringComparison.Ordinal);

    private readonly ILookup<(string Key, int Year), WikipediaFilm> _byName;
    private readonly ILookup<(string Key, int Year), WikipediaFilm> _byWholeName;
    private readonly ILookup<(string Key, int Year), WikipediaFilm> _byPart;
    private readonly Dictionary<TitleDraft, WikipediaFilm> _pairs = [];
    private readonly HashSet<WikipediaFilm> _taken = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<TitleDraft> _ambiguous = [];

    public FilmMatch(IReadOnlyCollection<WikipediaFilm> films)
    {
        WikipediaFilm[] once = [.. films.DistinctBy(static film => (film.Href ?? film.Title, film.Year))];
        _byName = Lookup(once, static film => Keys(NamesOf(film), FilmName.KeyOf));
        _byWholeName = Lookup(once, static film => Keys(NamesOf(film), FilmName.WholeKeyOf));
        _byPart = Lookup(once, static film => Keys([Part(film.Title!)], FilmName.KeyOf));
    }

    /// <summary>Pairs found.</summary>
    public IEnumerable<(TitleDraft Draft, WikipediaFilm Film)> Pairs => _pairs.Select(static pair => (pair.Key, pair.Value));

    /// <summary>Titles passed over because several films would have done.</summary>
    public int Ambiguous => _ambiguous.Count(draft => !_pairs.ContainsKey(draft));

    /// <summary>Pairs what has no partner yet.</summary>
    /// <returns>The number of pairs made.</returns>
    public int Run(IEnumerable<TitleDraft> drafts, MatchRule rule)
    {
        var wanted = new List<(TitleDraft Draft, WikipediaFilm Film, int Shared)>();
        foreach (var draft in drafts.Where(draft => !_pairs.ContainsKey(draft)))
        {
            var found = Candidates(draft, rule).Where(film => !_taken.Contains(film)).Select(film => (Draft: draft, Film: film, Shared: SharedGenres(draft, film)));
            if (Best([.. found.Where(pair => rule == MatchRule.SameYear || pair.Shared > 0)]) is { } best) wanted.Add(best);
        }

        var before = _pairs.Count;
        foreach (var rivals in wanted.GroupBy(static pair => pair.Film, ReferenceEqualityComparer.Instance))
        {
            if (Best([.. rivals]) is not { } best) continue;
            _pairs.Add(best.Draft, best.Film);
            _taken.Add(best.Film);
        }

        return _pairs.Count - before;
    }

    // The only one, or the one with more genres in common than any other.
    private (TitleDraft Draft, WikipediaFilm Film, int Shared)? Best((TitleDraft Draft, WikipediaFilm Film, int Shared)[] pairs)
    {
        if (pairs.Length == 0) return null;
        var best = pairs.MaxBy(static pair => pair.Shared);
        if (pairs.Count(pair => pair.Shared == best.Shared) == 1) return best;
        _ambiguous.UnionWith(pairs.Select(static pair => pair.Draft));
        return null;
    }

    private WikipediaFilm[] Candidates(TitleDraft draft, MatchRule rule)
    {
        var year = draft.Year!.Value;
        string[] names = [.. draft.OtherNames.Prepend(draft.Name)];
        var found = rule switch
        {
            MatchRule.SameYear => Keys(names, FilmName.KeyOf).SelectMany(key => _byName[(key, year)]),
            MatchRule.NearYear => Keys(names, FilmName.WholeKeyOf).SelectMany(key => _byWholeName[(key, year - 1)].Concat(_byWholeName[(key, year + 1)])),
            _ => Keys(names.Select(Part), FilmName.KeyOf).SelectMany(key => _byName[(key, year)]).Concat(Keys(names, FilmName.KeyOf).SelectMany(key => _byPart[(key, year)])),
        };
        return [.. found.Distinct()];
    }

    private static string[] Keys(IEnumerable<string> names, Func<string, string> keyOf) => [.. names.Select(keyOf).Where(static key => key.Length > 0).Distinct(StringComparer.Ordinal)];

    private static ILookup<(string Key, int Year), WikipediaFilm> Lookup(WikipediaFilm[] films, Func<WikipediaFilm, string[]> keys) =>
        films.SelectMany(film => keys(film).Select(key => (Key: (key, film.Year!.Value), Film: film))).ToLookup(static pair => pair.Key, static pair => pair.Film);

    private static int SharedGenres(TitleDraft draft, WikipediaFilm film) =>
        (film.Genres ?? []).Select(Genres.Of).OfType<Tag>().Distinct().Count(draft.Tags.ContainsKey);

    // Its name in the list, and that of its article without what tells it from others.
    private static string[] NamesOf(WikipediaFilm film) =>
        film.Href is { } href ? [film.Title!, FilmName.Parse(Uri.UnescapeDataString(href).Replace('_', ' ')).Name] : [film.Title!];

    private static string Part(string name)
    {
        var at = name.AsSpan().IndexOfAny(Marks);
        return at > 0 ? name[..at] : name;
    }
}
