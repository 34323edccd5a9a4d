using Recommender.Measuring;

namespace Recommender.Peers.Tests;

public sealed class RisingCurveTests
{
    [Fact]
    public void Lies_straight_between_points() => Assert.Equal(15, new RisingCurve([0, 1, 3], [0, 10, 20]).GainAt(2));

    [Fact]
    public void Passes_through_points() => Assert.Equal(10, new RisingCurve([0, 1, 3], [0, 10, 20]).GainAt(1));

    [Fact]
    public void Takes_the_mean_of_prices_that_fall()
    {
        // 2 and 1 are one price, 1.5, reached at the first of the two.
        Assert.Equal(10, new RisingCurve([0, 2, 1, 4], [0, 10, 20, 30]).GainAt(1.5));
        Assert.Equal(25, new RisingCurve([0, 2, 1, 4], [0, 10, 20, 30]).GainAt(2.75));
    }

    [Fact]
    public void Does_not_take_a_dip_for_a_bargain()
    {
        // By the raw points the price 1 would be reached three times.
        Assert.InRange(new RisingCurve([0, 2, 0.5, 0.5, 4], [0, 10, 20, 30, 40]).GainAt(1), 0, 10);
    }

    [Fact]
    public void Tells_the_setting_as_it_tells_the_gain() => Assert.Equal(0.75, new RisingCurve([0, 2], [0, 10]).SettingAt(0.5, [1, 0]));

    [Fact]
    public void Ends_where_nothing_is_dearer() => Assert.Equal(7, new RisingCurve([0, 3], [0, 7]).GainAt(3.1));

    [Fact]
    public void Refuses_a_price_below_all() => Assert.Throws<InvalidOperationException>(() => new RisingCurve([0, 3], [0, 1]).GainAt(-0.1));

    [Fact]
    public void Refuses_points_that_are_no_pairs() => Assert.Throws<ArgumentException>(() => new RisingCurve([0, 1], [0]));
}
