using System.Text;

namespace Recommender.Peers.Training;

/// <summary>Knows a film again from another source: by its IMDb id, or by title and year.</summary>
internal sealed class FilmRegister(FilmContexts contexts)
{
    private readonly Dictionary<int, int> _byImdbId = [];
    private readonly Dictionary<string, int> _byTitle = [];

    /// <summary>The film with this IMDb id, new if it is not known.</summary>
    /// <param name="imdbId">The digits of the id.</param>
    /// <param name="titleAndYear">As the rating sets write it, "Matrix, The (1999)".</param>
    public int Find(int imdbId, string titleAndYear)
    {
        var (title, year) = Split(titleAndYear);
        if (!_byImdbId.TryGetValue(imdbId, out var film)) _byImdbId[imdbId] = film = contexts.AddFilm();
        _byTitle.TryAdd(KeyOf(title, year), film);
        if (year >= 1900) contexts.Add(film, ContextKind.Decade, $"{year / 10 * 10}", Weights.Decade);
        return film;
    }

    /// <summary>The film with this title and year, new if it is not known.</summary>
    public int Find(string title, int year)
    {
        var key = KeyOf(title, year);
        if (!_byTitle.TryGetValue(key, out var film)) _byTitle[key] = film = contexts.AddFilm();
        contexts.Add(film, ContextKind.Decade, $"{year / 10 * 10}", Weights.Decade);
        return film;
    }

    // Other titles follow in brackets, the year in the last ones.
    private static (string Title, int Year) Split(string titleAndYear)
    {
        var last = titleAndYear.LastIndexOf('(');
        if (last < 0 || last + 5 > titleAndYear.Length || !int.TryParse(titleAndYear.AsSpan(last + 1, 4), out var year)) return (titleAndYear, 0);
        return (titleAndYear[..titleAndYear.IndexOf('(', StringComparison.Ordinal)], year);
    }

    // Articles stand before or behind, or are left out; sources differ in marks and spaces.
    private static string KeyOf(string title, int year)
    {
        var key = new StringBuilder();
        foreach (var word in title.ToLowerInvariant().Split([' ', ',', ':', '-', '.', '!', '?', '/', '\''], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is "the" or "a" or "an" or "and" or "&") continue;
            foreach (var letter in word) if (char.IsLetterOrDigit(letter)) key.Append(letter);
        }

        return key.Length == 0 ? $"{title} {year}" : key.Append(' ').Append(year).ToString();
    }
}
