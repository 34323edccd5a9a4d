using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.Import;
using Recommender.Learning.SampleWorld;

namespace Recommender.DiversityFigures;

/// <summary>A set to judge by, and how its embeddings are trained: as a search within its training part once found.</summary>
internal sealed record FilmSet(string Name, Dataset Dataset, FactorizationOptions Options)
{
    private static readonly FactorizationOptions Hasty = new() { Dimension = 16, Epochs = 2 };

    /// <summary>The two real sets; each is read when it is its turn.</summary>
    /// <exception cref="IOException">A folder is absent; the message names it.</exception>
    public static IEnumerable<FilmSet> Real(DirectoryInfo data)
    {
        yield return new(
            "MovieTweetings, with Wikipedia's genres and casts",
            FilmSets.MovieTweetings(Path.Combine(data.FullName, "movietweetings-100k"), movieLens: null, Path.Combine(data.FullName, "wikipedia-movies", "movies.jsonl")),
            new() { Dimension = 128, Epochs = 8, Regularization = 0.06749, RegularizationExponent = 0.75, UnobservedWeight = 0.007045, Signal = new() { Grade = 64, HalfLifeDays = 30 } });
        yield return new(
            "ml-latest-small, with its viewers' tags",
            FilmSets.MovieLens(Path.Combine(data.FullName, "ml-latest-small")),
            new() { Dimension = 16, Epochs = 12, Regularization = 0.02313, RegularizationExponent = 0.25, UnobservedWeight = 1.16, Signal = new() { Grade = 4 } });
    }

    /// <summary>The real sets, hastily learnt.</summary>
    public static IEnumerable<FilmSet> Dry(DirectoryInfo data) => Real(data).Select(static set => set with { Options = Hasty });

    /// <summary>What a fresh clone has.</summary>
    public static IEnumerable<FilmSet> MadeUp() =>
        [new("a made-up world", SampleWorldBuilder.Build(new SampleWorldOptions { Titles = 1000, Members = 500 }), Hasty)];
}
