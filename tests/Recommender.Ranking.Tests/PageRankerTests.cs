using FsCheck;
using FsCheck.Fluent;
using Recommender.Ranking.Filters;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests;

public sealed class PageRankerTests
{
    private static readonly Config Replayed = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20260101UL, 1UL);

    private readonly RankingScratch _scratch = new();
    private readonly Page _page = new();

    [Fact]
    public void No_title_stands_on_a_page_twice() =>
        Hold(static (_, page) => Assert.Equal(page.Titles.Count, Titles(page).Distinct().Count()));

    [Fact]
    public void Every_title_has_passed_every_filter() => Hold(static (world, page) =>
    {
        var request = new PageRequest(world.Generation, world.Query, world.Member);
        foreach (var row in page.Rows.Span)
        {
            foreach (var title in page.Titles.Span.Slice(row.First, row.Count))
            {
                var obstacle = FilterTrace.Of(request, title.Row);
                Assert.True(obstacle is null || (obstacle == "filter:watched" && row.Kind == RowKind.ContinueWatching), $"{obstacle} in {row.Kind}");
            }
        }
    });

    [Fact]
    public void Rows_lie_one_after_the_other_and_are_as_many_and_as_long_as_asked_for() => Hold(static (world, page) =>
    {
        Assert.True(page.Rows.Count <= world.Query.MaxRows);
        var first = 0;
        foreach (var row in page.Rows.Span)
        {
            Assert.Equal(first, row.First);
            Assert.InRange(row.Count, 1, world.Query.TitlesPerRow);
            Assert.InRange(row.Affinity, 0, 1);
            Assert.True((world.Query.Kinds >> (int)row.Kind & 1) != 0, $"{row.Kind} was not wanted");
            first += row.Count;
        }

        Assert.Equal(first, page.Titles.Count);
    });

    [Fact]
    public void No_row_but_of_what_was_begun_has_fewer_titles_than_the_least_fill() => Hold(static (world, page) =>
    {
        foreach (var row in page.Rows.Span)
        {
            if (row.Kind != RowKind.ContinueWatching) Assert.True(row.Count >= world.Generation.Recipe.LeastRowFill * world.Query.TitlesPerRow, $"{row}");
        }
    });

    private static IEnumerable<int> Titles(Page page) => page.Titles.Span.ToArray().Select(static title => title.Row);

    private void Hold(Action<RandomWorld, Page> promise) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var world = new RandomWorld(seed);
        PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, _page);
        promise(world, _page);
    }).Check(Replayed);
}
