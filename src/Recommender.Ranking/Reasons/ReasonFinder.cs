using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Reasons;

/// <summary>
/// Says what speaks for a title. What popularity and trend add to a score is known; the rest, the taste, is divided among the title
/// of the history, the community and the tag that go with it best, by how well they do. One thread at a time.
/// </summary>
internal sealed class ReasonFinder(TitleScores scores, TagAffinities tags)
{
    private const int SecondsPerDay = 86_400;

    // Titles of the history and communities that are looked at, and the least share that is told.
    private const int Reach = 100;
    private const int Communities = 8;
    private const float LeastShare = 0.02f;

    // How much being a community's favourite, and having a tag that is liked, says against being like a title that was watched.
    private const float OfCommunity = 0.5f;
    private const float OfTag = 0.5f;

    // A title that is new is told so, though that adds nothing to its score.
    private const float OfNew = 0.05f;

    /// <summary>Adds a title's reasons, strongest first, of sum 1; none where nothing is known of the title.</summary>
    /// <returns>How many.</returns>
    public int Add(in PageRequest request, int row, ItemBuffer<PlacedReason> into)
    {
        var first = into.Count;
        var part = request.Generation.Catalog.PartOf(row, out var local);
        var recipe = request.Generation.Recipe;
        var hasVector = request.Member.HasVector;
        var popular = (hasVector ? recipe.PopularityWeight : recipe.StrangerPopularityWeight) * part.Popularity[local];
        var trending = (hasVector ? recipe.TrendWeight : recipe.StrangerTrendWeight) * part.Trend[local];
        AddTaste(request, row, Math.Max(0, scores.Of(row) - popular - trending), into);
        AddIf(popular, ReasonKind.Popular, into);
        AddIf(trending, ReasonKind.Trending, into);
        var age = request.Query.Viewer.Time - part.AddedAt[local];
        if (age >= 0 && age < (long)recipe.NewDays * SecondsPerDay) AddIf(OfNew, ReasonKind.New, into);
        return Normalise(into, first);
    }

    private void AddTaste(in PageRequest request, int row, float taste, ItemBuffer<PlacedReason> into)
    {
        var watched = NearestWatched(request, row, out var likeness);
        var community = BestCommunity(request, row, out var belonging);
        var part = request.Generation.Catalog.PartOf(row, out var local);
        var tag = BestTag(part, local, out var liking);
        (belonging, liking) = (OfCommunity * belonging, OfTag * liking);
        var all = likeness + belonging + liking;
        if (all <= 0) return;
        if (likeness > 0) into.Add(new PlacedReason(ReasonKind.Watched, watched, taste * likeness / all));
        if (belonging > 0) into.Add(new PlacedReason(ReasonKind.Community, community, taste * belonging / all));
        if (liking > 0) into.Add(new PlacedReason(ReasonKind.Tag, tag, taste * liking / all));
    }

    private static int NearestWatched(in PageRequest request, int row, out float likeness)
    {
        var (nearest, catalog) = (-1, request.Generation.Catalog);
        var part = catalog.PartOf(row, out var local);
        var embedding = part.Embeddings[local];
        likeness = 0;
        var history = request.Member.History.Span;
        foreach (ref readonly var title in history[..Math.Min(Reach, history.Length)])
        {
            if (title.Strength <= 0 || title.Row == row) continue;
            part = catalog.PartOf(title.Row, out local);
            var cosine = InnerProduct.Cosine(embedding, part.Embeddings[local]);
            if (cosine > likeness) (nearest, likeness) = (title.Row, cosine);
        }

        return nearest;
    }

    private static int BestCommunity(in PageRequest request, int row, out float belonging)
    {
        belonging = 0;
        var communities = request.Member.Communities.Span;
        foreach (ref readonly var community in communities[..Math.Min(Communities, communities.Length)])
        {
            if (!request.Generation.Communities.Favourites[community.Row].Contains(row)) continue;
            belonging = community.Weight;
            return community.Row;   // the strongest is first
        }

        return -1;
    }

    private int BestTag(CatalogPart part, int local, out float liking)
    {
        var own = part.Tags[local];
        var weights = part.TagWeights[local];
        var best = -1;
        liking = 0;
        for (var i = 0; i < own.Length; i++)
        {
            var product = tags.Weights[own[i]] * weights[i];
            if (product > liking) (best, liking) = (own[i], product);
        }

        return best;
    }

    private static void AddIf(float weight, ReasonKind kind, ItemBuffer<PlacedReason> into)
    {
        if (weight > 0) into.Add(new PlacedReason(kind, -1, weight));
    }

    private static int Normalise(ItemBuffer<PlacedReason> into, int first)
    {
        var sum = 0f;
        foreach (ref readonly var reason in into.Span[first..]) sum += reason.Weight;
        var count = 0;
        for (var i = first; i < into.Count; i++)
        {
            var reason = into[i] with { Weight = sum > 0 ? into[i].Weight / sum : 0 };
            if (reason.Weight < LeastShare) continue;
            var place = first + count++;
            for (; place > first && into[place - 1].Weight < reason.Weight; place--) into[place] = into[place - 1];
            into[place] = reason;
        }

        into.Keep(first + count);
        return count;
    }
}
