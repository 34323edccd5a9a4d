using Recommender.Ranking.Filters;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests;

public sealed class PageExplainerTests
{
    private readonly RankingScratch _scratch = new();
    private readonly Page _page = new();

    [Fact]
    public void Every_title_is_where_it_is_said_to_be_or_was_removed_by_what_is_said()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var world = new RandomWorld(seed);
            var request = new PageRequest(world.Generation, world.Query, world.Member);
            var page = new Page();
            PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, page);
            for (var title = 0; title < world.Generation.Catalog.Rows; title += 3)
            {
                var trace = PageExplainer.Explain(world.Generation, world.Query, world.Member, title, _scratch, _page);

                var filter = FilterTrace.Of(request, title);
                var place = page.Titles.Span.ToArray().ToList().FindIndex(placed => placed.Row == title);
                if (place >= 0) Assert.Equal((place, null), (page.Rows[trace.PageRow].First + trace.Position, trace.RemovedBy));
                else if (filter is not null) Assert.Equal((-1, -1, filter), (trace.PageRow, trace.Position, trace.RemovedBy));
                else AssertLost(trace);
                Assert.Equal(page.Titles.Span.ToArray(), _page.Titles.Span.ToArray());
            }
        }
    }

    [Fact]
    public void The_rank_of_a_title_that_lost_is_its_place_among_the_rows_candidates()
    {
        var world = new World();
        for (var i = 0; i < 50; i++) world.Settled.Add(new MadeTitle { Embedding = [1 - (0.01f * i), 0], Tags = [i % 8] });
        var generation = world.Build();
        var query = World.Query(generation);
        (query.TitlesPerRow, query.Relevance, query.Kinds) = (5, 1, 1u << (int)RowKind.TopPicks);

        var nearly = PageExplainer.Explain(generation, query, World.Member(generation, 1, 0), 7, _scratch, _page);
        var far = PageExplainer.Explain(generation, query, World.Member(generation, 1, 0), 40, _scratch, _page);

        Assert.Equal(("row:diversity", 7), (nearly.RemovedBy, nearly.Rank));
        Assert.Equal(("row:rank", 40), (far.RemovedBy, far.Rank));
    }

    [Fact]
    public void A_row_that_is_not_there_is_refused()
    {
        var world = new RandomWorld(1);

        Assert.Throws<ArgumentOutOfRangeException>(
            () => PageExplainer.Explain(world.Generation, world.Query, world.Member, world.Generation.Catalog.Rows, _scratch, _page));
    }

    private static void AssertLost(Tracing.TitleTrace trace)
    {
        Assert.Equal((-1, -1), (trace.PageRow, trace.Position));
        Assert.Contains(trace.RemovedBy, (string[])["score:unlikely", "source:none", "rows:others", "row:rank", "row:diversity", "rule:franchise"]);
        Assert.True(trace.Rank >= 0);
    }
}
