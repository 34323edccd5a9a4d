using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Rows;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests.Rows;

public sealed class HourHabitTests
{
    private const int SecondsPerHour = 3_600;
    private const int Away = 12;   // hours

    private readonly World _world = new() { MicroGenres = { new[] { 0 }, new[] { 1 }, new[] { 2 } } };
    private readonly HourHabit _habit = new();

    [Fact]
    public void What_is_watched_around_this_hour_gains_and_what_at_others_loses()
    {
        Watch(Times(20, title: 0, hoursAgo: 24).Concat(Times(20, title: 1, hoursAgo: 24 + Away)));

        Assert.InRange(_habit.Factor(0), 1.1f, 1.25f);
        Assert.InRange(_habit.Factor(1), 0.8f, 0.9f);
    }

    [Fact]
    public void What_was_never_watched_has_no_habit()
    {
        Watch(Times(20, title: 0, hoursAgo: 24).Concat(Times(20, title: 1, hoursAgo: 24 + Away)));

        Assert.Equal(1, _habit.Factor(2));
    }

    [Fact]
    public void Who_watches_the_same_at_all_hours_sees_no_difference()
    {
        Watch(Times(20, title: 0, hoursAgo: 24).Concat(Times(20, title: 0, hoursAgo: 24 + Away)));

        Assert.Equal(1, _habit.Factor(0), 1e-6f);
    }

    [Fact]
    public void A_few_titles_make_no_habit()
    {
        Watch(Times(9, title: 0, hoursAgo: 24).Concat(Times(10, title: 1, hoursAgo: 24 + Away)));

        Assert.Equal((1, 1), (_habit.Factor(0), _habit.Factor(1)));
    }

    [Theory, InlineData(21), InlineData(24), InlineData(27)]
    public void Three_hours_to_either_side_are_around(int hoursAgo)
    {
        Watch(Times(20, title: 0, hoursAgo).Concat(Times(20, title: 1, hoursAgo: 24 + Away)));

        Assert.True(_habit.Factor(0) > 1);
    }

    private static IEnumerable<(int Title, int HoursAgo)> Times(int count, int title, int hoursAgo) => Enumerable.Repeat((title, hoursAgo), count);

    // Title n has tag n, and so is of micro-genre n alone.
    private void Watch(IEnumerable<(int Title, int HoursAgo)> history)
    {
        for (var tag = 0; tag < 3; tag++) _world.Settled.Add(new MadeTitle { Embedding = [1, tag], Tags = [tag] });
        var generation = _world.Build();
        var member = World.Stranger(generation);
        foreach (var (title, hoursAgo) in history)
            member.History.Add(new WatchedTitle(title, 1, (uint)(World.Now - (hoursAgo * SecondsPerHour)), 0, 0, WatchStates.Finished));
        _habit.Begin(new PageRequest(generation, World.Query(generation), member));
    }
}
