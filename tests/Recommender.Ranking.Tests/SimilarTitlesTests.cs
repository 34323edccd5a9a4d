using Recommender.Ranking.Filters;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests;

public sealed class SimilarTitlesTests
{
    private readonly RankingScratch _scratch = new();
    private readonly Page _page = new();

    [Fact]
    public void The_nearest_come_first_and_never_the_title_itself()
    {
        var world = new World();
        for (var i = 0; i < 20; i++) world.Settled.Add(new MadeTitle { Embedding = [MathF.Cos(0.1f * i), MathF.Sin(0.1f * i)] });
        var generation = world.Build();
        var query = World.Query(generation);
        query.TitlesPerRow = 5;

        SimilarTitles.Find(generation, query, 0, member: null, _scratch, _page);

        Assert.Equal([1, 2, 3, 4, 5], _page.Titles.Span.ToArray().Select(static title => title.Row));
    }

    [Fact]
    public void A_title_that_nobody_has_watched_is_like_those_with_its_tags()
    {
        var world = new World();
        world.MicroGenres.Add([3]);
        for (var i = 0; i < 20; i++) world.Settled.Add(new MadeTitle { Embedding = i == 0 ? [0, 0] : [1, 0], Tags = i % 5 == 0 ? [3, 4] : [5] });
        var generation = world.Build();

        SimilarTitles.Find(generation, World.Query(generation), 0, member: null, _scratch, _page);

        Assert.Equal([5, 10, 15], _page.Titles.Span.ToArray().Select(static title => title.Row));
    }

    [Fact]
    public void What_a_member_may_not_see_or_has_watched_is_not_among_them()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var world = new RandomWorld(seed);
            var request = new PageRequest(world.Generation, world.Query, world.Member);

            SimilarTitles.Find(world.Generation, world.Query, seed % world.Generation.Catalog.Rows, world.Member, _scratch, _page);

            foreach (var title in _page.Titles.Span) Assert.Null(FilterTrace.Of(request, title.Row));
            Assert.Equal(_page.Titles.Count, _page.Titles.Span.ToArray().Select(static title => title.Row).Distinct().Count());
            Assert.DoesNotContain(seed % world.Generation.Catalog.Rows, _page.Titles.Span.ToArray().Select(static title => title.Row));
        }
    }
}
