using Recommender.Ranking.Filters;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests.Filters;

public sealed class EligibleTitlesTests
{
    [Fact]
    public void Exactly_those_titles_may_be_shown_that_no_filter_has_a_word_against()
    {
        var eligible = new EligibleTitles();
        for (var seed = 0; seed < 300; seed++)
        {
            var world = new RandomWorld(seed);
            var request = new PageRequest(world.Generation, world.Query, world.Member);

            eligible.Begin(request);
            eligible.RemoveWatched(request);

            for (var row = 0; row < world.Generation.Catalog.Rows; row++) Assert.Equal(FilterTrace.Of(request, row) is null, eligible[row]);
        }
    }

    [Fact]
    public void Every_filter_says_its_name()
    {
        var world = new World();
        for (var i = 0; i < 6; i++) world.Settled.Add(new MadeTitle { Obstacle = i == 0 ? "maturity" : null });
        world.Gone.Add(1);
        var generation = world.Build();
        var (query, member) = (World.Query(generation), World.Stranger(generation));
        member.Hidden.Add(2);
        query.Excluded.Add(3);
        member.History.Add(new() { Row = 4, Strength = 1 });
        var request = new PageRequest(generation, query, member);

        Assert.Equal(
            ["filter:maturity", "filter:gone", "filter:hidden", "filter:excluded", "filter:watched", null],
            Enumerable.Range(0, 6).Select(row => FilterTrace.Of(request, row)));
    }

    [Fact]
    public void What_is_only_on_the_list_has_not_been_watched()
    {
        var world = new World();
        world.Settled.Add(new MadeTitle());
        var generation = world.Build();
        var member = World.Stranger(generation);
        member.History.Add(new() { Row = 0, Strength = 0.3f });
        member.Listed.Add(0);

        Assert.Null(FilterTrace.Of(new PageRequest(generation, World.Query(generation), member), 0));
    }
}
