using FsCheck;
using FsCheck.Fluent;
using Recommender.Ranking.Filters;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Recipes;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests;

public sealed class PageRankerTests
{
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

    [Fact]
    public void No_window_of_a_row_has_a_tag_too_often_but_those_that_make_the_row() => Hold(static (world, page) =>
    {
        foreach (var row in page.Rows.Span)
        {
            if (row.Kind == RowKind.ContinueWatching) continue;
            var shared = row.Kind == RowKind.MicroGenre ? world.Generation.MicroGenres.Tags[row.Subject].ToArray() : [];
            var titles = page.Titles.Span.Slice(row.First, row.Count);
            for (var end = 1; end <= titles.Length; end++)
            {
                var window = titles[Math.Max(0, end - world.Query.Window)..end].ToArray();
                var counted = window.SelectMany(title => Tags(world, title.Row)).Where(tag => world.World.TagGroups[tag] != "language" && !shared.Contains(tag));
                Assert.True(world.Query.Window == 1 || counted.GroupBy(static tag => tag).All(tag => tag.Count() <= world.Query.MaxPerTag), $"{row}, ending at {end}");
            }
        }
    });

    [Fact]
    public void No_franchise_is_on_a_page_too_often_but_for_what_the_member_began_of_it() => Hold(static (world, page) =>
    {
        var began = Keys(row => row.Kind == RowKind.ContinueWatching).CountBy(static key => key).ToDictionary();
        foreach (var (key, count) in Keys(static row => row.Kind != RowKind.ContinueWatching).CountBy(static key => key))
            Assert.True(began.GetValueOrDefault(key) + count <= world.Query.MaxPerFranchise, $"{count} titles of {key} and {began.GetValueOrDefault(key)} that were begun; allowed {world.Query.MaxPerFranchise}");

        IEnumerable<int> Keys(Func<PageRow, bool> of) => page.Rows.Span.ToArray().Where(of).SelectMany(row => page.Titles.Span.Slice(row.First, row.Count).ToArray())
            .SelectMany(title => world.Generation.Catalog.PartOf(title.Row, out var local).CapKeys[local].ToArray());
    });

    [Fact]
    public void What_the_member_began_of_a_franchise_takes_its_share_of_the_page()
    {
        const int Franchise = 1_000_000;
        var world = new World { Recipe = new Recipe { MaxPerFranchise = 2, LeastRowFill = 0, MinMicroGenres = 0 } };
        for (var i = 0; i < 6; i++) world.Settled.Add(new MadeTitle { CapKeys = [Franchise] });
        for (var i = 0; i < 6; i++) world.Settled.Add(new MadeTitle());
        var generation = world.Build();
        var member = World.Member(generation, 1, 0);

        Assert.Equal(2, RecommendedOfFranchise());
        Begin(0);
        Assert.Equal(1, RecommendedOfFranchise());
        Begin(1);
        Begin(2);
        Assert.Equal(0, RecommendedOfFranchise());
        Assert.Equal(3, _page.Rows.Span.ToArray().Single(static row => row.Kind == RowKind.ContinueWatching).Count);

        void Begin(int row) => member.History.Add(new WatchedTitle(row, 0.5f, (uint)World.Now, 600, 5_400, WatchStates.Started));

        int RecommendedOfFranchise()
        {
            PageRanker.Rank(generation, World.Query(generation), member, _scratch, _page);
            return _page.Rows.Span.ToArray().Where(static row => row.Kind != RowKind.ContinueWatching).SelectMany(row => _page.Titles.Span.Slice(row.First, row.Count).ToArray()).Count(static title => title.Row < 6);
        }
    }

    [Fact]
    public void All_titles_of_a_micro_genres_row_are_of_it() => Hold(static (world, page) =>
    {
        foreach (var row in page.Rows.Span)
        {
            if (row.Kind != RowKind.MicroGenre) continue;
            foreach (var title in page.Titles.Span.Slice(row.First, row.Count))
                Assert.Subset(Tags(world, title.Row).ToHashSet(), world.Generation.MicroGenres.Tags[row.Subject].ToArray().ToHashSet());
        }
    });

    [Fact]
    public void The_same_arguments_give_the_same_page_whatever_the_scratch_was_used_for() => Hold((world, page) =>
    {
        var again = new Page();
        PageRanker.Rank(world.Generation, world.Query, world.Member, new RankingScratch(), again);

        AssertSame(page, again);
    });

    [Fact]
    public void Artwork_is_the_titles_own_an_image_and_a_trailer_and_its_propensity_a_probability() => Hold(static (world, page) =>
    {
        foreach (var title in page.Titles.Span)
        {
            var part = world.Generation.Catalog.PartOf(title.Row, out var local);
            var (first, trailers, end) = (part.Artworks.First[local], part.Artworks.FirstTrailer[local], part.Artworks.First[local + 1]);
            AssertDrawn(first, trailers, title.Artwork, title.ArtworkPropensity);
            AssertDrawn(trailers, end, title.Trailer, title.TrailerPropensity);
        }

        void AssertDrawn(int first, int end, int drawn, float propensity)
        {
            Assert.Equal(first == end, drawn == -1);
            if (first == end) return;
            Assert.InRange(drawn, first, end - 1);
            Assert.InRange(propensity, (world.Generation.Recipe.ArtworkFloor / (end - first)) - 1e-6f, 1);
        }
    });

    [Fact]
    public void Personas_change_artworks_and_nothing_else()
    {
        var (random, changed) = (new Random(1), 0);
        Hold((world, page) =>
        {
            var other = new Page();
            foreach (ref var persona in world.Member.Personas) persona = random.NextSingle();
            PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, other);

            changed += page.Titles.Span.SequenceEqual(other.Titles.Span) ? 0 : 1;
            AssertSame(WithoutArtworks(page), WithoutArtworks(other));
        }, members: 3_000);
        Assert.True(changed > 1_000, $"artworks changed on {changed} pages only");
    }

    [Fact]
    public void Reasons_are_there_when_asked_for_strongest_first_and_share_the_whole() => Hold(static (world, page) =>
    {
        var all = 0;
        foreach (var title in page.Titles.Span)
        {
            var reasons = page.Reasons.Span.Slice(title.FirstReason, title.ReasonCount).ToArray();
            all += reasons.Length;
            if (reasons.Length == 0) continue;
            Assert.True(world.Query.Explain);
            Assert.Equal(reasons.OrderByDescending(static reason => reason.Weight), reasons);
            Assert.InRange(reasons.Sum(static reason => reason.Weight), 0.9f, 1.0001f);
        }

        Assert.Equal(all, page.Reasons.Count);
    });

    [Fact]
    public void No_row_is_begun_after_the_deadline()
    {
        var world = new RandomWorld(7);
        (world.Query.Deadline, world.Query.Kinds) = (0, uint.MaxValue);

        PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, _page);

        Assert.Equal(Curtailment.FewerRows, _page.Curtailment);
        Assert.True(_page.Rows.Span.ToArray().All(static row => row.Kind == RowKind.ContinueWatching));
    }

    [Fact]
    public void A_page_is_short_only_where_it_says_so() => Hold(static (world, page) =>
        Assert.Equal(page.Rows.Count < world.Query.MaxRows ? Curtailment.NotEnoughTitles : Curtailment.None, page.Curtailment));

    [Fact]
    public void A_page_allocates_nothing_once_the_scratch_has_grown()
    {
        var world = new RandomWorld(11);
        world.Query.Explain = true;
        PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, _page);
        Assert.NotEqual(0, _page.Titles.Count);

        var before = GC.GetAllocatedBytesForCurrentThread();
        PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, _page);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static IEnumerable<int> Titles(Page page) => page.Titles.Span.ToArray().Select(static title => title.Row);

    private static int[] Tags(RandomWorld world, int row)
    {
        var part = world.Generation.Catalog.PartOf(row, out var local);
        return part.Tags[local].ToArray();
    }

    private static Page WithoutArtworks(Page page)
    {
        foreach (ref var title in page.Titles.Span) title = title with { Artwork = 0, ArtworkPropensity = 0, Trailer = 0, TrailerPropensity = 0 };
        return page;
    }

    private static void AssertSame(Page one, Page other)
    {
        Assert.Equal(one.Rows.Span, other.Rows.Span);
        Assert.Equal(one.Titles.Span, other.Titles.Span);
        Assert.Equal(one.Reasons.Span, other.Reasons.Span);
        Assert.Equal(one.Curtailment, other.Curtailment);
    }

    private void Hold(Action<RandomWorld, Page> promise, int members = 400) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var world = new RandomWorld(seed);
        PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, _page);
        promise(world, _page);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(members).WithReplay(20260101UL, 1UL));
}
