using Recommender.Learning.Data;
using Recommender.Learning.Priors;

namespace Recommender.Learning.Tests.Priors;

public sealed class TitlePriorsTests
{
    private const long Day = 86_400;
    private const long Start = 1_500_000_000;

    [Fact]
    public void The_most_chosen_title_has_popularity_1_and_one_that_nobody_chose_0()
    {
        var priors = TitlePriors.Of(Events(3, [.. Enumerable.Range(0, 9).Select(day => (0, day)), (1, 3)]));

        Assert.Equal([9, 1, 0], priors.Support);
        Assert.Equal(1, priors.Popularity[0]);
        Assert.Equal(Math.Log(2) / Math.Log(10), priors.Popularity[1], 1e-6);
        Assert.Equal(0, priors.Popularity[2]);
    }

    [Fact]
    public void What_is_chosen_now_is_in_trend_and_what_was_chosen_then_is_not()
    {
        var priors = TitlePriors.Of(Events(3,
            [.. Enumerable.Range(0, 50).Select(i => (0, i * 2)), .. Enumerable.Range(0, 50).Select(i => (1, 90 + i % 10)), .. Enumerable.Range(0, 50).Select(i => (2, i % 10))]));

        Assert.True(priors.Trend[1] > 0.5, $"{priors.Trend[1]}");
        Assert.True(priors.Trend[2] < -0.5, $"{priors.Trend[2]}");
        Assert.InRange(priors.Trend[0], priors.Trend[2], priors.Trend[1]);
    }

    [Fact]
    public void A_busy_week_is_no_trend_of_every_title()
    {
        var steady = Enumerable.Range(0, 300).SelectMany(day => Enumerable.Range(0, day > 293 ? 50 : 5).Select(_ => day)).ToArray();
        var priors = TitlePriors.Of(Events(2, [.. steady.Select(day => (0, day)), .. steady.Select(day => (1, day))]));

        Assert.Equal(0, priors.Trend[0], 1e-5);
        Assert.Equal(0, priors.Trend[1], 1e-5);
    }

    [Fact]
    public void Without_times_there_is_popularity_and_no_trend()
    {
        var priors = TitlePriors.Of(new Interactions(2, [0, 1], [1], [1], [0]));

        Assert.Equal([0f, 1f], priors.Popularity);
        Assert.Equal([0f, 0f], priors.Trend);
        Assert.Empty(TitlePriors.Of(new Interactions(0, [0], [], [], [])).Popularity);
    }

    [Fact]
    public void With_a_half_life_what_is_old_is_less_popular()
    {
        var priors = TitlePriors.Of(Events(2, [(0, 0), (0, 1), (1, 99)]), new() { PopularityHalfLifeDays = 10 });

        Assert.True(priors.Popularity[1] > priors.Popularity[0]);
    }

    [Fact]
    public void A_base_shorter_than_the_trend_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => TitlePriors.Of(Events(1, [(0, 0)]), new() { TrendHalfLifeDays = 90, BaseHalfLifeDays = 7 }));

        Assert.Contains("BaseHalfLifeDays is 7", refused.Message, StringComparison.Ordinal);
    }

    // Every event is a member's only one.
    private static Interactions Events(int titles, (int Title, int Day)[] events) =>
        new(titles, [.. Enumerable.Range(0, events.Length + 1).Select(i => (long)i)], [.. events.Select(e => e.Title)], [.. events.Select(_ => 1f)], [.. events.Select(e => Start + e.Day * Day)]);
}
