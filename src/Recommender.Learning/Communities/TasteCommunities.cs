using Recommender.Learning.Data;
using Recommender.Learning.Wording;
using Recommender.Numerics;
using Recommender.Numerics.Clustering;

namespace Recommender.Learning.Communities;

/// <summary>Groups of members with like taste, to which each member belongs by degrees. Immutable; safe from many threads.</summary>
public sealed class TasteCommunities : IDisposable
{
    private readonly CommunityAssigner? _assigner;   // null where there is no community
    private readonly float[] _sizes;
    private readonly string[] _descriptions;
    private readonly CompressedRows<int> _tags;
    private readonly CompressedRows<float> _tagLifts;
    private readonly CompressedRows<int> _favourites;
    private readonly CompressedRows<float> _favouriteLifts;

    internal TasteCommunities(AlignedMatrix<float> centroids, CommunityAssigner? assigner, int memberships, CommunityTexts texts)
    {
        (Centroids, _assigner, Memberships) = (centroids, assigner, memberships);
        (_sizes, _descriptions) = (texts.Sizes, texts.Descriptions);
        (_tags, _tagLifts, _favourites, _favouriteLifts) = (texts.Tags, texts.TagLifts, texts.Favourites, texts.FavouriteLifts);
    }

    /// <summary>Number of communities.</summary>
    public int Count => Centroids.Rows;

    /// <summary>Communities that a member belongs to: the strongest few.</summary>
    public int Memberships { get; }

    /// <summary>Directions of the communities, norm 1, shape (communities, d).</summary>
    public AlignedMatrix<float> Centroids { get; }

    internal float Sharpness => _assigner?.Sharpness ?? 1;

    /// <summary>Sum of its members' weights at training.</summary>
    public float Size(int community) => _sizes[community];

    /// <summary>A sentence such as <c>Watches gritty crime dramas from the 1970s; loves Serpico, Mean Streets and The French Connection.</c></summary>
    public string Description(int community) => _descriptions[community];

    /// <summary>Rows of the tags whose titles it chooses more often than all members do, what chance explains least first.</summary>
    public ReadOnlySpan<int> Tags(int community) => _tags[community];

    /// <summary>How many times as often, for each of <see cref="Tags"/>; smoothed towards 1.</summary>
    public ReadOnlySpan<float> TagLifts(int community) => _tagLifts[community];

    /// <summary>Rows of the titles that it chooses more often than all members do, what chance explains least first.</summary>
    public ReadOnlySpan<int> Favourites(int community) => _favourites[community];

    /// <summary>How many times as often, for each of <see cref="Favourites"/>; smoothed towards 1.</summary>
    public ReadOnlySpan<float> FavouriteLifts(int community) => _favouriteLifts[community];

    /// <summary>Learns communities from members' vectors, and what they are like from what their members did.</summary>
    /// <param name="members">Shape (members, d), as the dataset's members; rows of zeros belong nowhere.</param>
    /// <param name="dataset">Who chose what, and what is said of it.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each iteration of the clustering; null if nobody asks.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>As many as <see cref="TasteCommunityOptions.CountFor"/> says. The caller owns them.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, there are other members than the dataset's, or a vector is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>The cost of <see cref="SphericalKMeans"/>, of one assignment of all members, and of counting each one's events as often as it has memberships. The same for any number of threads.</remarks>
    public static TasteCommunities Learn(
        AlignedMatrix<float> members, Dataset dataset, TasteCommunityOptions? options = null,
        IProgress<SphericalKMeansProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(dataset);
        options ??= new TasteCommunityOptions();
        options.Check();
        if (members.Rows != dataset.Members.Count) throw new ArgumentException($"there are vectors of {members.Rows} members; the dataset has {dataset.Members.Count}", nameof(members));

        var count = options.CountFor(CommunityTraining.CountMembers(members));
        if (count == 0) return new TasteCommunities(new AlignedMatrix<float>(0, members.Dimension), assigner: null, 0, CommunityTexts.None);

        var centroids = CommunityTraining.Train(members, count, options, progress, cancellation);
        var assigner = CommunityTraining.Assigner(members, centroids, options.Memberships);
        var each = Math.Min(options.Memberships, count);
        var (communities, weights) = assigner.AssignAll(members, each, options.Threads, cancellation);
        var turned = new CommunityMembers(communities, weights, each, count);
        var (tags, favourites) = new CommunityPortraits(dataset, turned, options).Paint(count, cancellation);
        var description = new CommunityDescription(dataset, Words.Default, options.Noun);
        return new TasteCommunities(centroids, assigner, each, CommunityTexts.Of(turned, tags, favourites, description));
    }

    /// <summary>Writes the communities of a member, strongest first. Allocates nothing.</summary>
    /// <param name="vector">The member's, shape (d), of any norm.</param>
    /// <param name="communities">Receives communities; its length is how many are wanted at most.</param>
    /// <param name="weights">Receives how much the member belongs to each, above 0, sum 1; of the same length.</param>
    /// <returns>How many were written: 0 for a vector of zeros.</returns>
    /// <exception cref="ArgumentException">A shape does not match, or the vector is not finite.</exception>
    /// <remarks>O(communities · d): some 20 µs for 2,000 of 128.</remarks>
    public int Assign(ReadOnlySpan<float> vector, Span<int> communities, Span<float> weights)
    {
        if (vector.Length != Centroids.Dimension) throw new ArgumentException($"length is {vector.Length}; expected {Centroids.Dimension}", nameof(vector));
        if (communities.Length != weights.Length) throw new ArgumentException($"lengths are {communities.Length} and {weights.Length}; they must be equal", nameof(weights));
        return _assigner?.Assign(vector, communities, weights) ?? 0;
    }

    /// <summary>Writes a file, in place of any older one.</summary>
    /// <exception cref="IOException">The folder is absent or the disk is full or fails; the old file is untouched.</exception>
    public void Save(string path) => TasteCommunitiesFile.Save(path, this);

    /// <summary>Maps a file. The caller disposes of it.</summary>
    /// <exception cref="Numerics.Files.InvalidFileException">The file is damaged, of another kind or a later version, or its parts contradict each other.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static TasteCommunities Load(string path) => TasteCommunitiesFile.Load(path);

    /// <summary>Frees the memory, or lets go of the file.</summary>
    public void Dispose()
    {
        _assigner?.Dispose();
        Centroids.Dispose();
        _tags.Dispose();
        _tagLifts.Dispose();
        _favourites.Dispose();
        _favouriteLifts.Dispose();
    }

    internal CommunityTexts Texts => new(_sizes, _descriptions, _tags, _tagLifts, _favourites, _favouriteLifts);
}
