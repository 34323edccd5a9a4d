using Recommender.Ranking.Members;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Rows;
using Recommender.Ranking.Tests.Worlds;

namespace Recommender.Ranking.Tests.Rows;

public sealed class ContextHabitsTests
{
    private const int SecondsPerHour = 3_600;
    private const int Away = 12;   // hours

    private readonly World _world = new() { MicroGenres = { new[] { 0 }, new[] { 1 }, new[] { 2 } } };
    private readonly ContextHabits _habits = new();

    [Fact]
    public void What_is_watched_around_this_hour_gains_and_what_at_others_loses()
    {
        Watch(Times(20, title: 0, hoursAgo: 24).Concat(Times(20, title: 1, hoursAgo: 24 + Away)));

        Assert.InRange(_habits.Factor(0), 1.1f, 1.25f);
        Assert.InRange(_habits.Factor(1), 0.8f, 0.9f);
    }

    [Fact]
    public void What_was_never_watched_has_no_habit()
    {
        Watch(Times(20, title: 0, hoursAgo: 24).Concat(Times(20, title: 1, hoursAgo: 24 + Away)));

        Assert.Equal(1, _habits.Factor(2));
    }

    [Fact]
    public void Who_watches_the_same_at_all_hours_sees_no_difference()
    {
        Watch(Times(20, title: 0, hoursAgo: 24).Concat(Times(20, title: 0, hoursAgo: 24 + Away)));

        Assert.Equal(1, _habits.Factor(0), 1e-6f);
    }

    [Fact]
    public void A_few_titles_make_no_habit()
    {
        Watch(
            Times(9, title: 0, hoursAgo: 24, ViewingDevice.Handheld).Concat(Times(10, title: 1, hoursAgo: 24 + Away, ViewingDevice.Television)), ViewingDevice.Handheld);

        Assert.Equal((1, 1), (_habits.Factor(0), _habits.Factor(1)));
    }

    [Theory, InlineData(21), InlineData(24), InlineData(27)]
    public void Three_hours_to_either_side_are_around(int hoursAgo)
    {
        Watch(Times(20, title: 0, hoursAgo).Concat(Times(20, title: 1, hoursAgo: 24 + Away)));

        Assert.True(_habits.Factor(0) > 1);
    }

    [Fact]
    public void What_is_watched_on_such_a_device_gains_and_what_on_others_loses()
    {
        Watch(
            Times(20, title: 0, hoursAgo: 24, ViewingDevice.Handheld).Concat(Times(20, title: 1, hoursAgo: 24, ViewingDevice.Television)), ViewingDevice.Handheld);

        Assert.InRange(_habits.Factor(0), 1.1f, 1.25f);
        Assert.InRange(_habits.Factor(1), 0.8f, 0.9f);
        Assert.Equal(1, _habits.Factor(2));
    }

    [Theory, InlineData(ViewingDevice.Unknown), InlineData(ViewingDevice.Web)]
    public void A_device_that_is_not_known_or_was_never_watched_on_makes_no_difference(ViewingDevice device)
    {
        Watch(
            Times(20, title: 0, hoursAgo: 24, ViewingDevice.Handheld).Concat(Times(20, title: 1, hoursAgo: 24, ViewingDevice.Television)), device);

        Assert.Equal((1, 1), (_habits.Factor(0), _habits.Factor(1)));
    }

    [Fact]
    public void Titles_of_which_the_device_is_not_known_say_nothing_of_devices()
    {
        Watch(Times(40, title: 0, hoursAgo: 24).Concat(Times(19, title: 1, hoursAgo: 24, ViewingDevice.Television)), ViewingDevice.Television);

        Assert.Equal((1, 1), (_habits.Factor(0), _habits.Factor(1)));
    }

    [Fact]
    public void Hour_and_device_add_to_each_other_and_weigh_against_each_other()
    {
        (int, int, ViewingDevice)[] both =
        [
            .. Times(20, title: 0, hoursAgo: 24, ViewingDevice.Handheld), .. Times(20, title: 1, hoursAgo: 24, ViewingDevice.Television), .. Times(20, title: 2, hoursAgo: 24 + Away, ViewingDevice.Television),
        ];
        Watch(both, ViewingDevice.Handheld);

        Assert.True(_habits.Factor(0) > 1.25f, $"{_habits.Factor(0)}: at this hour and on this device");
        Assert.InRange(_habits.Factor(1), 0.85f, 1.05f);
        Assert.True(_habits.Factor(2) < 0.8f, $"{_habits.Factor(2)}: neither at this hour nor on this device");
    }

    private static IEnumerable<(int Title, int HoursAgo, ViewingDevice Device)> Times(int count, int title, int hoursAgo, ViewingDevice device = ViewingDevice.Unknown) =>
        Enumerable.Repeat((title, hoursAgo, device), count);

    // Title n has tag n, and so is of micro-genre n alone.
    private void Watch(IEnumerable<(int Title, int HoursAgo, ViewingDevice Device)> history, ViewingDevice now = ViewingDevice.Unknown)
    {
        for (var tag = 0; tag < 3; tag++) _world.Settled.Add(new MadeTitle { Embedding = [1, tag], Tags = [tag] });
        var generation = _world.Build();
        var (member, query) = (World.Stranger(generation), World.Query(generation));
        query.Device = now;
        foreach (var (title, hoursAgo, device) in history)
            member.History.Add(new WatchedTitle(title, 1, (uint)(World.Now - (hoursAgo * SecondsPerHour)), 0, 0, WatchStates.Finished, device));
        _habits.Begin(new PageRequest(generation, query, member));
    }
}
