using FsCheck;
using FsCheck.Fluent;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Recipes;
using Recommender.Ranking.Rows;
using Recommender.Ranking.Scores;
using Recommender.Ranking.Sources;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests.Rows;

public sealed class RowPlannerTests
{
    private readonly RankingScratch _scratch = new();

    [Fact]
    public void No_row_is_planned_twice_and_none_that_is_not_wanted() => Hold((world, request) =>
    {
        var plans = All(request);
        Assert.Equal(plans.Count, plans.Select(static plan => (plan.Kind, plan.Subject)).Distinct().Count());
        Assert.All(plans, plan => Assert.True((world.Query.Kinds >> (int)plan.Kind & 1) != 0, $"{plan} was not wanted"));
        Assert.DoesNotContain(plans, static plan => plan.Kind == RowKind.ContinueWatching);
    });

    [Fact]
    public void A_plan_is_of_something_that_there_is_and_fits_by_a_share() => Hold((world, request) => Assert.All(All(request), plan =>
    {
        Assert.InRange(plan.Affinity, 0, 1);
        switch (plan.Kind)
        {
            case RowKind.MicroGenre: Assert.InRange(plan.Subject, 0, world.Generation.MicroGenres.Count - 1); break;
            case RowKind.BecauseYouWatched: Assert.Contains(world.Member.History.Span.ToArray(), title => title.Row == plan.Subject && title.Strength > 0); break;
            case RowKind.CommunityFavourites: Assert.NotEqual(0, world.Member.Communities.Count); break;
            default: Assert.Equal(-1, plan.Subject); break;
        }
    }));

    [Fact]
    public void No_more_rows_are_planned_for_what_was_watched_than_there_are_anchors() => Hold((_, request) =>
        Assert.True(All(request).Count(static plan => plan.Kind == RowKind.BecauseYouWatched) <= Anchors.Most));

    [Fact]
    public void What_has_too_few_titles_is_not_planned()
    {
        var pool = new RankedPool();
        Hold((world, request) => Assert.All(All(request), plan =>
        {
            if (plan.Kind is RowKind.TopPicks or RowKind.MicroGenre) return;   // these are looked at when they are filled
            _scratch.Titles.Collect(request, plan, pool, world.Query.TitlesPerRow);
            Assert.True(pool.Count >= world.Generation.Recipe.LeastRowFill * world.Query.TitlesPerRow, $"{plan} has {pool.Count} titles");
        }));
    }

    [Fact]
    public void Top_picks_lead_and_among_rows_of_a_kind_those_that_fit_better_come_first() => Hold((_, request) =>
    {
        var plans = All(request);
        if (request.Wants(RowKind.TopPicks)) Assert.Equal(RowKind.TopPicks, plans[0].Kind);
        foreach (var kind in plans.GroupBy(static plan => plan.Kind))
            Assert.All(kind.Zip(kind.Skip(1)), static pair => Assert.True(pair.First.Affinity >= pair.Second.Affinity - 1e-6f, $"{pair.First} before {pair.Second}"));
    });

    [Fact]
    public void The_next_micro_genre_is_the_best_by_maximal_marginal_relevance() => Hold((world, request) =>
    {
        world.Query.Kinds = 1u << (int)RowKind.MicroGenre;
        var remaining = All(request);
        Prepare(request);
        var kept = new List<RowPlan>();
        while (_scratch.Planner.Next(request) is { } next)
        {
            Assert.Equal(remaining.Max(Worth), Worth(next), 1e-5f);
            remaining.RemoveAll(plan => plan.Subject == next.Subject);
            _scratch.Planner.Keep(request, next);
            kept.Add(next);
        }

        Assert.Empty(remaining);

        float Worth(RowPlan plan) => plan.Affinity - (world.Generation.Recipe.RowVariety * kept.Select(row => Jaccard(world.Generation, row.Subject, plan.Subject)).DefaultIfEmpty(0).Max());
    });

    [Theory]
    [InlineData(0f, "0 1 2")]
    [InlineData(0.6f, "0 2 1")]
    public void A_row_much_like_one_above_gives_way_to_another_if_variety_counts(float variety, string order)
    {
        int[][] genres = [[0, 1], [0, 1, 2], [3]];
        var world = new World { Recipe = new Recipe { RowVariety = variety } };
        world.MicroGenres.AddRange(genres);
        for (var i = 0; i < 20; i++) world.Settled.Add(new MadeTitle { Embedding = [1, 0.001f * i], Tags = i < 12 ? [0, 1, 2] : [3] });
        for (var i = 0; i < 4; i++) world.Settled.Add(new MadeTitle { Embedding = [1, 0.001f * i], Tags = [0, 1] });
        var generation = world.Build();
        var request = new PageRequest(generation, World.Query(generation), World.Member(generation, 1, 0));
        request.Query.Kinds = 1u << (int)RowKind.MicroGenre;
        Prepare(request);

        var planned = new List<int>();
        while (_scratch.Planner.Next(request) is { } next)
        {
            planned.Add(next.Subject);
            _scratch.Planner.Keep(request, next);
        }

        Assert.Equal(order, string.Join(' ', planned));
    }

    private static float Jaccard(Generation generation, int one, int other)
    {
        var (tags, others) = (generation.MicroGenres.Tags[one].ToArray(), generation.MicroGenres.Tags[other].ToArray());
        return (float)tags.Intersect(others).Count() / tags.Union(others).Count();
    }

    // All plans in their order, as long as no row of them is kept.
    private List<RowPlan> All(in PageRequest request)
    {
        Prepare(request);
        var plans = new List<RowPlan>();
        while (_scratch.Planner.Next(request) is { } plan) plans.Add(plan);
        return plans;
    }

    private void Prepare(in PageRequest request)
    {
        _scratch.Begin(request);
        _scratch.Candidates.Begin(request, _scratch.Eligible, _scratch.Scores, _scratch.Tags);
        _scratch.Anchors.Begin(request, _scratch.Candidates.Rows);
        _scratch.MicroGenres.Begin(request, _scratch.Candidates.Rows, _scratch.Scores, _scratch.Tags);
        _scratch.Planner.Begin(request);
    }

    private static void Hold(Action<RandomWorld, PageRequest> promise) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var world = new RandomWorld(seed);
        promise(world, new PageRequest(world.Generation, world.Query, world.Member));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260101UL, 1UL));
}
