using Recommender.Ranking.Pages;
using Recommender.Ranking.Scores;
using Recommender.Ranking.Sources;

namespace Recommender.Ranking.Rows;

/// <summary>
/// Decides which row comes next: the one that fits the member best and is least like those above it, by maximal marginal relevance.
/// One thread at a time.
/// </summary>
internal sealed class RowPlanner(TitleScores scores, RowTitles titles, AnchorLikeness anchors, MicroGenreAffinities genres)
{
    // What each row above of the same kind takes from the next: a page is not all of one kind.
    private const float Saturation = 0.03f;

    private readonly ItemBuffer<RowPlan> _plans = new();
    private readonly RankedPool _pool = new();
    private readonly int[] _kinds = new int[32];
    private float _most;

    /// <summary>Makes plans of all rows that the page could have but for the one that comes first, of what is to be continued.</summary>
    public void Begin(in PageRequest request)
    {
        _plans.Clear();
        Array.Clear(_kinds);
        Plan(request, RowKind.TopPicks, -1);
        foreach (var anchor in anchors.Rows) Plan(request, RowKind.BecauseYouWatched, anchor);
        if (request.Member.Communities.Count > 0) Plan(request, RowKind.CommunityFavourites, -1);
        Plan(request, RowKind.TrendingNow, -1);
        Plan(request, RowKind.New, -1);
        if (request.Wants(RowKind.MicroGenre)) PlanMicroGenres();
    }

    /// <summary>The plan of the next row, which counts as tried from now on; null where there is none left.</summary>
    public RowPlan? Next(in PageRequest request)
    {
        var (best, most) = (-1, float.NegativeInfinity);
        var plans = _plans.Span;
        for (var i = 0; i < plans.Length; i++)
        {
            if (plans[i].Done) continue;
            var value = Value(request, plans[i]);
            if (value > most) (best, most) = (i, value);
        }

        if (best < 0) return null;
        plans[best] = plans[best] with { Done = true };
        return plans[best];
    }

    /// <summary>Notes that a row is on the page: what is like it loses.</summary>
    public void Keep(in PageRequest request, in RowPlan kept)
    {
        _kinds[(int)kept.Kind]++;
        foreach (ref var plan in _plans.Span)
        {
            if (!plan.Done) plan = plan with { Likeness = Math.Max(plan.Likeness, RowLikeness.Of(request.Generation, kept, plan)) };
        }
    }

    private float Value(in PageRequest request, in RowPlan plan) =>
        plan.Affinity + Lift(plan.Kind) - (request.Generation.Recipe.RowVariety * plan.Likeness) - (Saturation * _kinds[(int)plan.Kind]);

    // The best of all leads; kinds of which a page has one or two are lifted, for they are what makes it more than a list of genres.
    private static float Lift(RowKind kind) => kind switch
    {
        RowKind.TopPicks => 2,
        RowKind.BecauseYouWatched => 0.15f,
        RowKind.CommunityFavourites or RowKind.TrendingNow or RowKind.New => 0.2f,
        _ => 0,
    };

    // A row is worth what its titles are, as a share of what the best are.
    private void Plan(in PageRequest request, RowKind kind, int subject)
    {
        var plan = new RowPlan(kind, subject, 0, 0, Done: false);
        if (kind != RowKind.TopPicks && !request.Wants(kind)) return;
        titles.Collect(request, plan, _pool, request.Query.TitlesPerRow);
        var count = Math.Min(_pool.Count, request.Query.TitlesPerRow);
        if (kind != RowKind.TopPicks && count < request.LeastTitles) return;

        var sum = 0f;
        for (var i = 0; i < count; i++) sum += scores[_pool.Row(i)];
        var mean = count > 0 ? sum / count : 0;
        if (kind == RowKind.TopPicks) _most = mean;
        if (!request.Wants(kind)) return;
        var affinity = kind == RowKind.TopPicks ? 1 : _most > 0 ? mean / _most : 0;
        if (kind == RowKind.BecauseYouWatched) affinity *= genres.HabitOf(request.Generation.Catalog, subject);
        _plans.Add(plan with { Affinity = Math.Clamp(affinity, 0, 1) });
    }

    private void PlanMicroGenres()
    {
        foreach (ref readonly var genre in genres.Best) _plans.Add(new RowPlan(RowKind.MicroGenre, genre.Row, genre.Weight, 0, Done: false));
    }
}
