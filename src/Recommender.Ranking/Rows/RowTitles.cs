using Recommender.Ranking.Catalogs;
using Recommender.Ranking.Filters;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;
using Recommender.Ranking.Sources;

namespace Recommender.Ranking.Rows;

/// <summary>Collects the titles that a row chooses from, by what it is made of, each with its relevance in that row. One thread at a time.</summary>
internal sealed class RowTitles(EligibleTitles eligible, TitleScores scores, Candidates candidates, AnchorLikeness anchors)
{
    private const int SecondsPerDay = 86_400;

    // Communities whose favourites are shown, the favourites of each that are looked at, and titles of the recent part.
    private const int Communities = 4;
    private const int FavouritesOfCommunity = 200;
    private const int MostRecent = 1_000;

    private readonly RowMarks _taken = new();
    private RankedPool _pool = new();

    /// <summary>Collects the titles of a row.</summary>
    /// <param name="request">For whom.</param>
    /// <param name="plan">Which row.</param>
    /// <param name="pool">Receives the best; what is on the page already, and what the member is expected to dislike, is not among them.</param>
    /// <param name="most">How many, from 1.</param>
    public void Collect(in PageRequest request, in RowPlan plan, RankedPool pool, int most)
    {
        pool.Begin(most);
        _pool = pool;
        _taken.Begin(request.Generation.Catalog.Rows);
        switch (plan.Kind)
        {
            case RowKind.TopPicks: AddCandidates(); break;
            case RowKind.BecauseYouWatched: AddLikeAnchor(request, plan.Subject); break;
            case RowKind.CommunityFavourites: AddFavourites(request); break;
            case RowKind.TrendingNow: AddTrending(request); break;
            case RowKind.New: AddNew(request); break;
            case RowKind.MicroGenre: AddMicroGenre(request, plan.Subject); break;
            case RowKind.ContinueWatching:
            default: throw new ArgumentOutOfRangeException(nameof(plan), plan.Kind, "its titles are not collected by relevance");
        }

        pool.Finish();
    }

    private void AddCandidates()
    {
        foreach (var row in candidates.Rows) Offer(row, scores[row]);
    }

    private void AddLikeAnchor(in PageRequest request, int anchor)
    {
        var rows = candidates.Rows;
        var cosines = anchors.Cosines(anchor);
        var weight = request.Generation.Recipe.AnchorWeight;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] != anchor && cosines[i] > 0) Offer(rows[i], ((1 - weight) * scores[rows[i]]) + (weight * cosines[i]));
        }
    }

    private void AddFavourites(in PageRequest request)
    {
        var communities = request.Member.Communities.Span;
        foreach (ref readonly var community in communities[..Math.Min(Communities, communities.Length)])
        {
            var rows = request.Generation.Communities.Favourites[community.Row];
            foreach (var row in rows[..Math.Min(FavouritesOfCommunity, rows.Length)]) OfferOnce(row, 0, 0);
        }
    }

    private void AddTrending(in PageRequest request)
    {
        var (settled, weight) = (request.Generation.Catalog.Settled, request.Generation.Recipe.TrendingWeight);
        foreach (var row in request.Generation.Trending)
        {
            if (settled.Trend[row] > 0) OfferOnce(row, weight, TitleScores.Rise(settled, row));
        }
    }

    private void AddNew(in PageRequest request)
    {
        var (catalog, now) = (request.Generation.Catalog, request.Query.Viewer.Time);
        var since = now - ((long)request.Generation.Recipe.NewDays * SecondsPerDay);
        foreach (var row in request.Generation.Newest)
        {
            if (IsBetween(catalog.Settled.AddedAt[row], since, now)) OfferOnce(row, 0, 0);
        }

        for (var local = Math.Max(0, catalog.Recent.Count - MostRecent); local < catalog.Recent.Count; local++)
        {
            if (IsBetween(catalog.Recent.AddedAt[local], since, now)) OfferOnce(catalog.Settled.Count + local, 0, 0);
        }
    }

    // Titles that the search brought are scored already; where they do not fill the row, the strongest others are scored too.
    private void AddMicroGenre(in PageRequest request, int genre)
    {
        var (catalog, recipe) = (request.Generation.Catalog, request.Generation.Recipe);
        Add(catalog.Settled, 0, isScored: true);
        Add(catalog.Recent, catalog.Settled.Count, isScored: true);
        if (_pool.Offered >= 2 * request.Query.TitlesPerRow) return;
        Add(catalog.Settled, 0, isScored: false);
        Add(catalog.Recent, catalog.Settled.Count, isScored: false);

        void Add(CatalogPart part, int first, bool isScored)
        {
            var rows = part.MicroGenreTitles[genre];
            var strengths = part.MicroGenreStrengths[genre];
            var left = recipe.MicroGenreScored;
            for (var i = 0; i < Math.Min(rows.Length, recipe.MicroGenreReach); i++)
            {
                var row = first + rows[i];
                if (isScored && !scores.Has(row)) continue;
                if (!isScored && !scores.Has(row) && left-- == 0) return;
                OfferOnce(row, recipe.MicroGenreWeight, strengths[i]);
            }
        }
    }

    private static bool IsBetween(long time, long since, long now) => time > since && time <= now;

    private void OfferOnce(int row, float weight, float own)
    {
        if (eligible[row] && _taken.Add(row)) Offer(row, ((1 - weight) * scores.Of(row)) + (weight * own));
    }

    private void Offer(int row, float relevance)
    {
        if (eligible[row] && scores.Of(row) >= 0) _pool.Offer(row, relevance);
    }
}
