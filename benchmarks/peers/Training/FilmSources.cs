using System.Text.Json;
using CsvHelper;

namespace Recommender.Peers.Training;

/// <summary>Reads the public rating and film sets, each as it is published.</summary>
internal static class FilmSources
{
    /// <summary>Names of the files below the data folder, one a line: what the result depends on.</summary>
    public static readonly string[] Files =
    [
        "movietweetings-100k/movies.dat", "movietweetings-100k/ratings.dat",
        "ml-latest-small/links.csv", "ml-latest-small/movies.csv", "ml-latest-small/ratings.csv", "ml-latest-small/tags.csv",
        "wikipedia-movies/movies.jsonl",
    ];

    /// <summary>All films of the sets with all that is said of them.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder or a file in it is absent; the message names it.</exception>
    public static FilmContexts Read(DirectoryInfo folder)
    {
        RefuseAbsent(folder);
        var contexts = new FilmContexts();
        var register = new FilmRegister(contexts);
        ReadMovieTweetings(Path.Combine(folder.FullName, "movietweetings-100k"), contexts, register);
        ReadMovieLens(Path.Combine(folder.FullName, "ml-latest-small"), contexts, register);
        ReadWikipedia(Path.Combine(folder.FullName, "wikipedia-movies"), contexts, register);
        return contexts;
    }

    /// <summary>Throws when the folder lacks one of <see cref="Files"/>.</summary>
    public static void RefuseAbsent(DirectoryInfo folder)
    {
        var absent = Files.FirstOrDefault(file => !File.Exists(Path.Combine(folder.FullName, file)));
        if (absent is not null) throw new DirectoryNotFoundException($"{folder.FullName} has no {absent}; name the folder of the film data with --data");
    }

    private static void ReadMovieTweetings(string folder, FilmContexts contexts, FilmRegister register)
    {
        var films = new Dictionary<int, int>();
        foreach (var fields in File.ReadLines(Path.Combine(folder, "movies.dat")).Select(line => line.Split("::")))
        {
            var imdbId = int.Parse(fields[0]);
            films[imdbId] = register.Find(imdbId, fields[1]);
            AddGenres(contexts, films[imdbId], fields[2].Split('|', StringSplitOptions.RemoveEmptyEntries));
        }

        foreach (var fields in File.ReadLines(Path.Combine(folder, "ratings.dat")).Select(line => line.Split("::")))
        {
            if (films.TryGetValue(int.Parse(fields[1]), out var film))
                contexts.Add(film, ContextKind.Member, $"movietweetings {fields[0]}", Weights.OfRating(float.Parse(fields[2]) / 10));
        }
    }

    private static void ReadMovieLens(string folder, FilmContexts contexts, FilmRegister register)
    {
        var imdbIds = Rows(Path.Combine(folder, "links.csv")).ToDictionary(row => row[0], row => int.Parse(row[1]));
        var films = new Dictionary<string, int>();
        foreach (var row in Rows(Path.Combine(folder, "movies.csv")))
        {
            films[row[0]] = register.Find(imdbIds[row[0]], row[1]);
            AddGenres(contexts, films[row[0]], row[2].Split('|').Where(genre => genre[0] != '('));
        }

        foreach (var row in Rows(Path.Combine(folder, "ratings.csv")))
            contexts.Add(films[row[1]], ContextKind.Member, $"movielens {row[0]}", Weights.OfRating(float.Parse(row[2]) / 5));
        foreach (var row in Rows(Path.Combine(folder, "tags.csv")))
            contexts.Add(films[row[1]], ContextKind.Tag, row[2].ToLowerInvariant(), Weights.Tag);
    }

    private static void ReadWikipedia(string folder, FilmContexts contexts, FilmRegister register)
    {
        foreach (var line in File.ReadLines(Path.Combine(folder, "movies.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var film = register.Find(document.RootElement.GetProperty("title").GetString()!, document.RootElement.GetProperty("year").GetInt32());
            AddGenres(contexts, film, Names(document.RootElement, "genres"));
            foreach (var name in Names(document.RootElement, "cast")) contexts.Add(film, ContextKind.Cast, name, Weights.Cast);
        }
    }

    private static void AddGenres(FilmContexts contexts, int film, IEnumerable<string> genres)
    {
        foreach (var genre in genres) contexts.Add(film, ContextKind.Genre, genre.ToLowerInvariant(), Weights.Genre);
    }

    private static string[] Names(JsonElement film, string property) =>
        film.TryGetProperty(property, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];

    // Without the header.
    private static IEnumerable<string[]> Rows(string file)
    {
        using var reader = CsvReader.FromFile(file);
        while (reader.Read()) yield return reader.Current.ToArray();
    }
}
