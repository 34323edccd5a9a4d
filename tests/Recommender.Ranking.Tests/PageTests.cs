using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests;

/// <summary>Pages small enough to check by eye.</summary>
public sealed class PageTests
{
    private readonly World _world = new() { Recipe = new() { LeastRowFill = 0.4f } };
    private readonly Page _page = new();

    [Fact]
    public void The_best_titles_lead_and_the_best_of_all_scores_about_one()
    {
        Add(10, static i => new MadeTitle { Embedding = [1 - (0.05f * i), 0], Tags = [i % 8] });

        Rank(World.Member, [1, 0], static query => (query.Relevance, query.TitlesPerRow) = (1, 5));

        Assert.Equal(RowKind.TopPicks, _page.Rows[0].Kind);
        Assert.Equal([0, 1, 2, 3, 4], Titles(0));
        Assert.Equal(1, _page.Titles[0].Score, 0.05f);
    }

    [Fact]
    public void What_was_begun_comes_first_with_where_to_go_on_however_little_it_is()
    {
        Add(20, static i => new MadeTitle { Embedding = [1, i], Tags = [i % 8] });

        Rank(World.Member, [1, 0], static query => query.TitlesPerRow = 10, static member =>
        {
            member.History.Add(new WatchedTitle(3, 1, 100, 600, 6_000, WatchStates.Started));
            member.History.Add(new WatchedTitle(4, 1, 90, 5_900, 6_000, WatchStates.Started));   // the credits
            member.History.Add(new WatchedTitle(5, 1, 80, 600, 6_000, WatchStates.Started | WatchStates.Finished));
            member.History.Add(new WatchedTitle(6, 1, 70, 600, 6_000, WatchStates.Started | WatchStates.Abandoned));
        });

        Assert.Equal(RowKind.ContinueWatching, _page.Rows[0].Kind);
        Assert.Equal([3], Titles(0));
        Assert.Equal(600, _page.Titles[0].ResumeSeconds);
    }

    [Fact]
    public void A_title_that_was_liked_gives_a_row_of_titles_like_it()
    {
        Add(20, static i => new MadeTitle { Embedding = i < 10 ? [1, 0, 0] : [0, 1, 0], Tags = [i % 8] });

        Rank(World.Member, [0.5f, 0.5f, 0], static query => (query.TitlesPerRow, query.Kinds) = (5, 1u << (int)RowKind.BecauseYouWatched),
            static member => member.History.Add(new WatchedTitle(12, 1, 100, 0, 0, WatchStates.Finished)));

        var row = Assert.Single(_page.Rows.Span.ToArray());
        Assert.Equal((RowKind.BecauseYouWatched, 12), (row.Kind, row.Subject));
        Assert.All(Titles(0), title => Assert.InRange(title, 10, 19));
    }

    [Fact]
    public void Two_titles_that_are_alike_give_one_row()
    {
        Add(30, static i => new MadeTitle { Embedding = i < 15 ? [1, 0.01f * i] : [0.01f * i, 1], Tags = [i % 8] });
        var history = new[] { 1, 2, 16 };

        Rank(World.Member, [0.5f, 0.5f], static query => (query.TitlesPerRow, query.Kinds) = (5, 1u << (int)RowKind.BecauseYouWatched), member =>
        {
            foreach (var row in history) member.History.Add(new WatchedTitle(row, 1, 100, 0, 0, WatchStates.Finished));
        });

        Assert.Equal([1, 16], _page.Rows.Span.ToArray().Select(static row => row.Subject).Order());
    }

    [Fact]
    public void A_strangers_page_is_led_by_what_is_popular()
    {
        Add(12, static i => new MadeTitle { Popularity = i / 12f, Tags = [i % 8] });

        Rank(static (generation, _) => World.Stranger(generation), [], static query => (query.Relevance, query.TitlesPerRow) = (1, 4));

        Assert.Equal([11, 10, 9, 8], Titles(0));
    }

    [Fact]
    public void Tastes_that_a_newcomer_names_lead_before_popularity()
    {
        Add(12, static i => new MadeTitle { Popularity = i / 12f, Tags = [i < 4 ? 7 : i % 4] });
        _world.MicroGenres.Add([7]);

        Rank(static (generation, _) => World.Stranger(generation), [], static query =>
        {
            (query.Relevance, query.TitlesPerRow, query.MaxPerTag) = (1, 4, 5);
            query.OnboardingTags.Add(7);
        });

        Assert.Equal([3, 2, 1, 0], Titles(0));
    }

    [Fact]
    public void A_title_of_the_recent_part_takes_its_place_among_the_others()
    {
        Add(5, static i => new MadeTitle { Embedding = [0.5f - (0.01f * i), 0], Tags = [i] });
        _world.Recent.Add(new MadeTitle { Embedding = [0.9f, 0], Tags = [6] });

        Rank(World.Member, [1, 0], static query => (query.Relevance, query.TitlesPerRow) = (1, 3));

        Assert.Equal([5, 0, 1], Titles(0));
    }

    [Fact]
    public void A_title_that_was_shown_again_and_again_falls_behind()
    {
        Add(6, static i => new MadeTitle { Embedding = [1 - (0.01f * i), 0], Tags = [i] });

        Rank(World.Member, [1, 0], static query => (query.Relevance, query.TitlesPerRow) = (1, 6), static member => member.Impressions.Add(new Weighted(0, 20)));

        Assert.Equal([1, 2, 3, 4, 5, 0], Titles(0));
    }

    [Fact]
    public void A_row_with_too_few_titles_does_not_appear_and_the_page_says_that_there_were_no_more()
    {
        Add(3, static i => new MadeTitle { Tags = [i] });

        Rank(World.Member, [1, 0], static query => query.TitlesPerRow = 10);

        Assert.Equal(0, _page.Rows.Count);
        Assert.Equal(Curtailment.NotEnoughTitles, _page.Curtailment);
    }

    [Fact]
    public void A_page_has_as_many_micro_genres_as_asked_for_where_the_catalogue_has_them()
    {
        for (var tag = 0; tag < 8; tag++) _world.MicroGenres.Add([tag]);
        Add(40, static i => new MadeTitle { Embedding = [i < 30 ? 1 : 0.2f, 0], Tags = [i < 30 ? 0 : i % 8] });

        Rank(World.Member, [1, 0], static query =>
        {
            (query.Relevance, query.TitlesPerRow, query.MaxRows, query.Kinds) = (1, 10, 1, 1u << (int)RowKind.TopPicks);
            (query.MaxPerTag, query.MinMicroGenres) = (10, 6);
        });

        var tags = Titles(0).Select(row => _world.Settled[row].Tags[0]).Distinct();
        Assert.True(tags.Count() >= 6, $"the page has micro-genres {string.Join(' ', tags)}");
    }

    [Fact]
    public void The_hour_at_which_a_micro_genre_is_watched_lifts_its_row()
    {
        const uint hour = 3_600;
        for (var tag = 0; tag < 2; tag++) _world.MicroGenres.Add([tag]);
        Add(100, static i => new MadeTitle { Embedding = [1, 0.001f * i], Tags = [i % 2] });
        int First(long now)
        {
            Rank(World.Member, [1, 0], query =>
            {
                query.TitlesPerRow = 5;
                query.Kinds = 1u << (int)RowKind.MicroGenre;
                query.Viewer = query.Viewer with { Time = now };
            }, static member =>
            {
                for (var i = 0; i < 40; i++) member.History.Add(new WatchedTitle(i, 1, (uint)(World.Now - (i * 24 * hour) - (i % 2 * 12 * hour)), 0, 0, WatchStates.Finished));
            });
            return _page.Rows[0].Subject;
        }

        Assert.Equal(0, First(World.Now));
        Assert.Equal(1, First(World.Now + (12 * hour)));
    }

    private void Add(int count, Func<int, MadeTitle> make) => _world.Settled.AddRange(Enumerable.Range(0, count).Select(make));

    private int[] Titles(int row) => [.. _page.Titles.Span.Slice(_page.Rows[row].First, _page.Rows[row].Count).ToArray().Select(static title => title.Row)];

    private delegate MemberProfile Maker(Ranking.Generations.Generation generation, params ReadOnlySpan<float> vector);

    private void Rank(Maker make, float[] vector, Action<PageQuery> ask, Action<MemberProfile>? known = null)
    {
        var generation = _world.Build();
        var (query, member) = (World.Query(generation), make(generation, vector));
        ask(query);
        known?.Invoke(member);
        PageRanker.Rank(generation, query, member, new RankingScratch(), _page);
    }
}
