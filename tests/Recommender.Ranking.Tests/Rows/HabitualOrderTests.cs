using FsCheck;
using FsCheck.Fluent;
using Recommender.Ranking.Generations;
using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests.Rows;

/// <summary>When and on what a page is looked at shapes the order of its rows, for whoever has habits.</summary>
public sealed class HabitualOrderTests
{
    private const int SecondsPerHour = 3_600;
    private const int Comedy = 0;
    private const int Horror = 1;
    private const int Watched = 30;   // titles of each
    private const int Unwatched = 20;

    // At midnight, which is evening here, horror is on; twelve hours away comedies are.
    private const long Evening = World.Now;
    private const long Morning = World.Now + (12 * SecondsPerHour);

    private readonly RankingScratch _scratch = new();

    [Fact]
    public void Who_watches_horror_in_the_evening_and_comedies_in_the_morning_finds_them_then()
    {
        var (generation, member) = Viewer(ViewingDevice.Unknown, ViewingDevice.Unknown, hoursBetween: 12);

        Assert.Equal([Comedy, Horror], Genres(generation, member, Morning, ViewingDevice.Unknown));
        Assert.Equal([Horror, Comedy], Genres(generation, member, Evening, ViewingDevice.Unknown));
        Assert.Equal([Comedy, Horror], Anchors(generation, member, Morning, ViewingDevice.Unknown));
        Assert.Equal([Horror, Comedy], Anchors(generation, member, Evening, ViewingDevice.Unknown));
    }

    [Fact]
    public void Who_watches_horror_on_the_television_and_comedies_on_the_phone_finds_them_there()
    {
        var (generation, member) = Viewer(ViewingDevice.Handheld, ViewingDevice.Television, hoursBetween: 0);

        Assert.Equal([Comedy, Horror], Genres(generation, member, Evening, ViewingDevice.Handheld));
        Assert.Equal([Horror, Comedy], Genres(generation, member, Evening, ViewingDevice.Television));
        Assert.Equal([Comedy, Horror], Anchors(generation, member, Evening, ViewingDevice.Handheld));
        Assert.Equal([Horror, Comedy], Anchors(generation, member, Evening, ViewingDevice.Television));
    }

    [Fact]
    public void Who_has_no_habits_has_the_same_page_at_all_hours_and_on_all_devices()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var world = new RandomWorld(seed);
            foreach (ref var title in world.Member.History.Span) title = title with { Time = (uint)World.Now, Device = ViewingDevice.Web };
            var (one, other) = (new Page(), new Page());
            PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, one);
            foreach (ref var title in world.Member.History.Span) title = title with { Time = (uint)(World.Now - (12 * SecondsPerHour)) };
            world.Query.Device = (ViewingDevice)(seed % 4);
            PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, other);

            Assert.Equal(one.Rows.Span, other.Rows.Span);
            Assert.Equal(one.Titles.Span, other.Titles.Span);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20260101UL, 1UL));
    }

    [Fact]
    public void Habits_change_no_titles_score()
    {
        var changed = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var world = new RandomWorld(seed);
            var (here, there) = (new Page(), new Page());
            PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, here);
            foreach (ref var title in world.Member.History.Span) title = title with { Device = (ViewingDevice)(title.Row % 4) };
            world.Query.Device = ViewingDevice.Television;
            PageRanker.Rank(world.Generation, world.Query, world.Member, _scratch, there);

            changed += here.Rows.Span.SequenceEqual(there.Rows.Span) ? 0 : 1;
            var scores = there.Titles.Span.ToArray().ToDictionary(static title => title.Row, static title => title.Score);
            foreach (var title in here.Titles.Span) Assert.Equal(title.Score, scores.GetValueOrDefault(title.Row, title.Score));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20260101UL, 1UL));
        Assert.True(changed > 50, $"rows changed on {changed} pages only");
    }

    private static (Generation Generation, MemberProfile Member) Viewer(ViewingDevice comedies, ViewingDevice horror, int hoursBetween)
    {
        var world = new World { MicroGenres = { new[] { Comedy }, new[] { Horror } } };
        for (var i = 0; i < Watched + Unwatched; i++)
        {
            foreach (var genre in (int[])[Comedy, Horror])
                world.Settled.Add(new MadeTitle { Embedding = genre == Comedy ? [1, 0, 0.001f * i] : [0, 1, 0.001f * i], Tags = [genre] });
        }

        var generation = world.Build();
        var member = World.Member(generation, 1, 1, 0);
        for (var i = 0; i < 2 * Watched; i++)
        {
            var isComedy = i % 2 == Comedy;
            var time = Evening - (i * 24L * SecondsPerHour) + (isComedy ? hoursBetween * SecondsPerHour : 0);
            member.History.Add(new WatchedTitle(i, 1, (uint)time, 0, 0, WatchStates.Started | WatchStates.Finished, isComedy ? comedies : horror));
        }

        return (generation, member);
    }

    // Of which micro-genre each row is, in the order of the page.
    private int[] Genres(Generation generation, MemberProfile member, long time, ViewingDevice device) =>
        Subjects(generation, member, time, device, RowKind.MicroGenre);

    private int[] Anchors(Generation generation, MemberProfile member, long time, ViewingDevice device) =>
        [.. Subjects(generation, member, time, device, RowKind.BecauseYouWatched).Select(static title => title % 2)];

    private int[] Subjects(Generation generation, MemberProfile member, long time, ViewingDevice device, RowKind kind)
    {
        var (query, page) = (World.Query(generation), new Page());
        (query.Viewer, query.Device, query.TitlesPerRow, query.Kinds) = (query.Viewer with { Time = time }, device, 5, 1u << (int)kind);
        (query.MaxPerTag, query.MinMicroGenres) = (5, 0);
        PageRanker.Rank(generation, query, member, _scratch, page);
        return [.. page.Rows.Span.ToArray().Select(static row => row.Subject)];
    }
}
