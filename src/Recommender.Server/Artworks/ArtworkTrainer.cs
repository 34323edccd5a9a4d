using Recommender.Learning.Artworks;
using Recommender.Server.Generations;
using Recommender.Storage.Members;

namespace Recommender.Server.Artworks;

/// <summary>From what was seen of a title's artworks to what pages choose them by. One thread at a time.</summary>
internal sealed class ArtworkTrainer(ArtworkLearningOptions options)
{
    // Below this a probability of being the best is as good as none; the floor of the page's recipe is above it.
    private const double LeastWin = 1e-4;

    private readonly ArtworkModel _model = new(options.Beliefs);
    private ArtworkTastes? _tastes;

    /// <summary>What personas make of tags, as it was learnt last.</summary>
    public ArtworkTastes Tastes(ServedGeneration served)
    {
        if (_tastes is null || !_tastes.AreOf(served)) _tastes = ArtworkTastes.Begin(_model, served, _tastes);
        return _tastes;
    }

    /// <summary>What was seen, laid out for learning; null where the catalogue has no such title, or only one artwork of the kind, or none of it was seen.</summary>
    /// <param name="served">The catalogue.</param>
    /// <param name="counts">What was seen.</param>
    /// <param name="title">Hash of the title's id.</param>
    /// <param name="tally">Of it.</param>
    /// <param name="trailers">Which kind.</param>
    public ArtworkContext? Lay(ServedGeneration served, ArtworkCounts counts, ulong title, ArtworkTally tally, bool trailers)
    {
        var row = served.Ranking.Catalog.RowOf(title);
        if (row < 0 || Array.IndexOf(tally.AreTrailers, trailers) < 0) return null;
        var part = served.Ranking.Catalog.PartOf(row, out var local);
        var encoded = served.PartOf(row, out _);
        var (first, end) = trailers
            ? (part.Artworks.FirstTrailer[local], part.Artworks.First[local + 1])
            : (part.Artworks.First[local], part.Artworks.FirstTrailer[local]);
        if (end - first < 2) return null;

        var tastes = Tastes(served);
        var depicts = new int[end - first][];
        for (var i = 0; i < depicts.Length; i++) depicts[i] = tastes.NumbersOf(part.Artworks.Depicts[first + i]);
        var context = new ArtworkContext(depicts);
        for (var i = 0; i < depicts.Length; i++) (context.Weights[i], context.Rewards[i]) = tally.Of(IdHash.Of(encoded.ArtworkId(first + i)));
        var (ofTitle, ofAll) = counts.SumsOf(title, trailers);
        context.ExpectedReward = ArtworkModel.Expect(context, ofTitle, ofAll);
        return context;
    }

    /// <summary>How likely each artwork is the best, as pages take it; null for null.</summary>
    public float[]? LogWins(ArtworkContext? context, PersonaTaste taste)
    {
        if (context is null) return null;
        var wins = new double[context.Artworks];
        _model.Wins(context, taste, wins);
        return Array.ConvertAll(wins, static win => (float)Math.Log(Math.Max(win, LeastWin)));
    }
}
