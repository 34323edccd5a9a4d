using Recommender.Learning.Data;

namespace Recommender.Learning.Import;

/// <summary>Imports the public film sets, each described by what the others know of its films.</summary>
public static class FilmSets
{
    private static readonly ValueScale MovieLensStars = new(0.5f, 5);
    private static readonly ValueScale MovieTweetingsStars = new(0, 10);

    /// <summary>Reads MovieLens into memory, in one call.</summary>
    /// <inheritdoc cref="ReadMovieLens"/>
    public static Dataset MovieLens(string folder, string? wikipedia = null, ImportOptions? options = null)
    {
        using var import = new DatasetImport(options);
        ReadMovieLens(import, folder, wikipedia);
        return import.ToDataset();
    }

    /// <summary>Reads MovieTweetings into memory, in one call.</summary>
    /// <inheritdoc cref="ReadMovieTweetings"/>
    public static Dataset MovieTweetings(string folder, string? movieLens = null, string? wikipedia = null, ImportOptions? options = null)
    {
        using var import = new DatasetImport(options);
        ReadMovieTweetings(import, folder, movieLens, wikipedia);
        return import.ToDataset();
    }

    /// <summary>Reads a folder of MovieLens: <c>movies</c> and <c>ratings</c>, and <c>tags</c> where there are such, as .csv or .dat.</summary>
    /// <param name="import">Takes it.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="wikipedia">Lines of JSON of films with title, year, cast and genres; may be null.</param>
    /// <returns>How many films Wikipedia knew; null where it was not asked.</returns>
    /// <exception cref="InvalidDataException">A file is damaged, or a line is refused and the import is strict.</exception>
    /// <exception cref="IOException">A file is absent or cannot be read.</exception>
    public static JoinReport? ReadMovieLens(DatasetImport import, string folder, string? wikipedia)
    {
        ArgumentNullException.ThrowIfNull(import);
        var (context, catalogue) = (import.Context, import.Catalogue);
        FilmCatalogue.ReadMovies(FilmFolders.Require(folder, "movies"), context, catalogue);
        if (FilmFolders.Find(folder, "tags") is { } tags)
            UserTags.AddTo(FilmCatalogue.ReadTags(tags, context), catalogue.Find, context.Options.LeastTagSupport);
        var join = Join(import, wikipedia);
        ReadRatings(import, FilmFolders.Require(folder, "ratings"), MovieLensStars);
        return join;
    }

    /// <summary>Reads a folder of MovieTweetings: <c>movies.dat</c> and <c>ratings.dat</c>, whose ids are IMDb's.</summary>
    /// <param name="import">Takes it.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="movieLens">A folder of MovieLens, whose links give its names and tags to the films here; may be null.</param>
    /// <param name="wikipedia">Lines of JSON of films with title, year, cast and genres; may be null.</param>
    /// <returns>How many films Wikipedia knew; null where it was not asked.</returns>
    /// <exception cref="InvalidDataException">A file is damaged, or a line is refused and the import is strict.</exception>
    /// <exception cref="IOException">A file is absent or cannot be read.</exception>
    public static JoinReport? ReadMovieTweetings(DatasetImport import, string folder, string? movieLens, string? wikipedia)
    {
        ArgumentNullException.ThrowIfNull(import);
        FilmCatalogue.ReadMovies(FilmFolders.Require(folder, "movies"), import.Context, import.Catalogue);
        if (movieLens is not null) MovieLensJoin.Run(movieLens, import.Context, import.Catalogue);
        var join = Join(import, wikipedia);
        ReadRatings(import, FilmFolders.Require(folder, "ratings"), MovieTweetingsStars);
        return join;
    }

    private static JoinReport? Join(DatasetImport import, string? wikipedia)
    {
        var join = wikipedia is null ? null : WikipediaJoin.Run(wikipedia, import.Context, import.Catalogue);
        import.Catalogue.Prune(TagGroups.People, import.Context.Options.LeastTagSupport);
        return join;
    }

    private static void ReadRatings(DatasetImport import, string path, ValueScale scale)
    {
        var isDat = FilmFolders.FormatOf(path) == RecordFormat.Dat;
        import.ReadTable(path, new TableFormat
        {
            Member = "1",
            Title = "2",
            Value = "3",
            Time = "4",
            Scale = scale,
            Separator = isDat ? RecordFormat.Dat.Separator : RecordFormat.Csv.Separator,
            HasHeader = !isDat,
            HasQuotes = !isDat,
        });
    }
}
