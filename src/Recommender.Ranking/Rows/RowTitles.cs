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

    // Communities whose favourites are shown, and titles of lists that are looked at: of each community, of what is trending, of what is new.
    private const int Communities = 4;
    private const int FavouritesOfCommunity = 60;
    private const int MostOfList = 200;

    private readonly RowMarks _taken = new();
    private readonly ItemBuffer<int> _rows = new();
    private readonly ItemBuffer<float> _own = new();
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
        _rows.Clear();
        _own.Clear();
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
        foreach (var row in candidates.Rows)
        {
            if (eligible[row]) Offer(row, scores[row]);
        }
    }

    private void AddLikeAnchor(in PageRequest request, int anchor)
    {
        var rows = candidates.Rows;
        var cosines = anchors.Cosines(anchor);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] != anchor && cosines[i] > 0) Take(rows[i], cosines[i]);
        }

        OfferTaken(request.Generation.Recipe.AnchorWeight);
    }

    private void AddFavourites(in PageRequest request)
    {
        var communities = request.Member.Communities.Span;
        _taken.Begin(request.Generation.Catalog.Rows);
        foreach (ref readonly var community in communities[..Math.Min(Communities, communities.Length)])
        {
            var rows = request.Generation.Communities.Favourites[community.Row];
            foreach (var row in rows[..Math.Min(FavouritesOfCommunity, rows.Length)])
            {
                if (_taken.Add(row)) Take(row, 0);
            }
        }

        OfferTaken(0);
    }

    private void AddTrending(in PageRequest request)
    {
        var settled = request.Generation.Catalog.Settled;
        foreach (var row in request.Generation.Trending)
        {
            if (_rows.Count == MostOfList || settled.Trend[row] <= 0) break;
            Take(row, settled.Trend[row]);
        }

        OfferTaken(request.Generation.Recipe.TrendingWeight);
    }

    // The recent part's titles come in the order in which they were put, the newest last.
    private void AddNew(in PageRequest request)
    {
        var (catalog, now) = (request.Generation.Catalog, request.Query.Viewer.Time);
        var since = now - ((long)request.Generation.Recipe.NewDays * SecondsPerDay);
        for (var local = catalog.Recent.Count - 1; local >= 0 && _rows.Count < MostOfList; local--)
        {
            if (IsBetween(catalog.Recent.AddedAt[local], since, now)) Take(catalog.Settled.Count + local, 0);
        }

        foreach (var row in request.Generation.Newest)
        {
            if (_rows.Count >= MostOfList || catalog.Settled.AddedAt[row] <= since) break;
            if (catalog.Settled.AddedAt[row] <= now) Take(row, 0);
        }

        OfferTaken(0);
    }

    // Titles that the search brought are scored already; where they do not fill the row, the strongest others are scored too.
    private void AddMicroGenre(in PageRequest request, int genre)
    {
        var (catalog, recipe) = (request.Generation.Catalog, request.Generation.Recipe);
        TakeScored(catalog.Settled, 0, genre, recipe.MicroGenreReach);
        TakeScored(catalog.Recent, catalog.Settled.Count, genre, recipe.MicroGenreReach);
        if (_rows.Count < 2 * request.Query.TitlesPerRow)
        {
            TakeOthers(catalog.Settled, 0, genre, recipe.MicroGenreScored);
            TakeOthers(catalog.Recent, catalog.Settled.Count, genre, recipe.MicroGenreScored);
        }

        OfferTaken(recipe.MicroGenreWeight);
    }

    private void TakeScored(CatalogPart part, int first, int genre, int reach)
    {
        var rows = part.MicroGenreTitles[genre];
        var strengths = part.MicroGenreStrengths[genre];
        for (var i = 0; i < Math.Min(rows.Length, reach); i++)
        {
            if (scores.Has(first + rows[i])) Take(first + rows[i], strengths[i]);
        }
    }

    private void TakeOthers(CatalogPart part, int first, int genre, int most)
    {
        var rows = part.MicroGenreTitles[genre];
        var strengths = part.MicroGenreStrengths[genre];
        for (var (i, left) = (0, most); i < rows.Length && left > 0; i++)
        {
            if (scores.Has(first + rows[i])) continue;
            Take(first + rows[i], strengths[i]);
            left--;
        }
    }

    private static bool IsBetween(long time, long since, long now) => time > since && time <= now;

    private void Take(int row, float own)
    {
        if (!eligible[row]) return;
        _rows.Add(row);
        _own.Add(own);
    }

    // Relevance in the row: what the title is worth to the member, mixed with what it is in the row. The first is a share of the
    // row's best, because a row of what nobody has watched yet has low scores throughout, and its order still counts.
    private void OfferTaken(float weight)
    {
        scores.Score(_rows.Span);
        var best = 0f;
        foreach (var row in _rows.Span) best = Math.Max(best, scores.Of(row));
        var scale = best > 0 ? (1 - weight) / best : 0;
        for (var i = 0; i < _rows.Count; i++) Offer(_rows[i], (scale * scores.Of(_rows[i])) + (weight * _own[i]));
    }

    private void Offer(int row, float relevance)
    {
        if (scores[row] >= 0) _pool.Offer(row, relevance);
    }
}
