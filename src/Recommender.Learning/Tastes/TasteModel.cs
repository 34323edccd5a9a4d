using Recommender.Learning.Communities;
using Recommender.Learning.Data;
using Recommender.Learning.MicroGenres;
using Recommender.Learning.Personas;
using Recommender.Numerics;
using Recommender.Numerics.Clustering;

namespace Recommender.Learning.Tastes;

/// <summary>What is learnt on top of embeddings: communities, micro-genres, which of these suit which of those, and personas. Owns its parts; safe from many threads.</summary>
/// <param name="Communities">Of the members.</param>
/// <param name="MicroGenres">Of the titles.</param>
/// <param name="Matches">By community.</param>
/// <param name="Personas">Over the tags.</param>
public sealed record TasteModel(TasteCommunities Communities, MicroGenreSet MicroGenres, MicroGenreMatches Matches, PersonaSet Personas) : IDisposable
{
    private const string CommunitiesFile = "taste-communities";
    private const string MicroGenresFile = "micro-genres";
    private const string MatchesFile = "micro-genre-matches";
    private const string PersonasFile = "personas";

    /// <summary>Names of the files that it is saved in, such as a model's generation has.</summary>
    public static IReadOnlyList<string> Files { get; } = [CommunitiesFile, MicroGenresFile, MatchesFile, PersonasFile];

    /// <summary>Learns all parts.</summary>
    /// <param name="members">Members' embeddings, shape (members, d), as the dataset's members.</param>
    /// <param name="titles">Titles' embeddings, shape (titles, d), as the dataset's titles.</param>
    /// <param name="dataset">What was chosen by whom, and what is said of it.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each iteration of the clustering; null if nobody asks.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a shape does not match.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static TasteModel Learn(
        AlignedMatrix<float> members, AlignedMatrix<float> titles, Dataset dataset, TasteOptions? options = null,
        IProgress<SphericalKMeansProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(dataset);
        options ??= new TasteOptions();
        if (titles.Rows != dataset.Titles.Count) throw new ArgumentException($"there are embeddings of {titles.Rows} titles; the dataset has {dataset.Titles.Count}", nameof(titles));
        var communities = TasteCommunities.Learn(members, dataset, options.Communities, progress, cancellation);
        var microGenres = MicroGenreMiner.Mine(dataset, options.MicroGenres, cancellation);
        var matches = MicroGenreMatches.Of(communities, microGenres, titles, options.Matches);
        return new TasteModel(communities, microGenres, matches, PersonaSet.Learn(dataset));
    }

    /// <summary>Writes <see cref="Files"/>.</summary>
    /// <param name="pathOf">Where a file of a name goes, such as a model draft says.</param>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public void Save(Func<string, string> pathOf)
    {
        ArgumentNullException.ThrowIfNull(pathOf);
        Communities.Save(pathOf(CommunitiesFile));
        MicroGenres.Save(pathOf(MicroGenresFile));
        Matches.Save(pathOf(MatchesFile));
        Personas.Save(pathOf(PersonasFile));
    }

    /// <summary>Maps <see cref="Files"/>. The caller disposes of it.</summary>
    /// <param name="pathOf">Where a file of a name is, such as a model's generation says.</param>
    /// <exception cref="IOException">A file is missing or damaged.</exception>
    /// <exception cref="InvalidDataException">The files contradict each other.</exception>
    public static TasteModel Load(Func<string, string> pathOf)
    {
        ArgumentNullException.ThrowIfNull(pathOf);
        var loaded = new Stack<IDisposable>();
        try
        {
            var communities = Keep(TasteCommunities.Load(pathOf(CommunitiesFile)));
            var microGenres = Keep(MicroGenreSet.Load(pathOf(MicroGenresFile)));
            var matches = Keep(MicroGenreMatches.Load(pathOf(MatchesFile)));
            var personas = Keep(PersonaSet.Load(pathOf(PersonasFile)));
            if (matches.Count != communities.Count) throw new InvalidDataException($"there are {communities.Count} communities and matches of {matches.Count}");
            for (var community = 0; community < matches.Count; community++)
                foreach (var row in matches.MicroGenres(community))
                    if ((uint)row >= (uint)microGenres.Count) throw new InvalidDataException($"community {community} has micro-genre {row}; allowed 0..{microGenres.Count - 1}");
            return new TasteModel(communities, microGenres, matches, personas);
        }
        catch
        {
            while (loaded.TryPop(out var part)) part.Dispose();
            throw;
        }

        T Keep<T>(T part)
            where T : IDisposable
        {
            loaded.Push(part);
            return part;
        }
    }

    /// <summary>Disposes of the parts.</summary>
    public void Dispose()
    {
        Communities.Dispose();
        MicroGenres.Dispose();
        Matches.Dispose();
        Personas.Dispose();
    }
}
