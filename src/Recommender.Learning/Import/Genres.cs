using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>The genres of the public film sets by one name each.</summary>
internal static class Genres
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Animated"] = "Animation",
        ["Biographical"] = "Biography",
        ["Children's"] = "Children",
        ["Film-Noir"] = "Film Noir",
        ["Historical"] = "History",
        ["Noir"] = "Film Noir",
        ["Sci-Fi"] = "Science Fiction",
        ["SciFi"] = "Science Fiction",
        ["Sport"] = "Sports",
        ["Suspense"] = "Thriller",
    };

    // How a copy was shown or a page was filed, which says nothing of the film.
    private static readonly HashSet<string> None = new(["", "(no genres listed)", "IMAX", "Live Action", "Performance", "Adult", "News"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The tag of a genre as a set writes it; null where it is none.</summary>
    public static Tag? Of(string written)
    {
        var name = written.Trim();
        return None.Contains(name) ? null : new Tag(TagGroups.Genre, Names.GetValueOrDefault(name, name));
    }

    /// <summary>Adds genres to a title.</summary>
    public static void AddTo(TitleDraft draft, IEnumerable<string> written, float weight = 1)
    {
        foreach (var name in written)
        {
            if (Of(name) is { } genre) draft.Add(genre, weight);
        }
    }
}
