using Recommender.PageLoad.Soaking;

namespace Recommender.PageLoad.Tests;

public sealed class TrendTests
{
    private static readonly double[] Times = [.. Enumerable.Range(0, 96).Select(static at => 5.0 * at)];

    [Fact]
    public void Finds_a_line()
    {
        var trend = Trend.Of(Times, [.. Times.Select(static time => 100 + (0.25 * time))]);

        Assert.Equal(0.25, trend.Slope, 1e-9);
        Assert.InRange(trend.High - trend.Low, 0, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]   // as of memory, which a collector lets rise and fall
    public void Holds_the_true_slope_in_nearly_95_of_100_noises(double hangTogether)
    {
        const int Worlds = 2000;
        const double Slope = 0.02;
        var random = new Random(20260101);
        var held = Enumerable.Range(0, Worlds).Count(_ =>
        {
            var noise = 0.0;
            var trend = Trend.Of(Times, [.. Times.Select(time => 500 + (Slope * time) + (noise = (hangTogether * noise) + Normal(random)))]);
            return trend.Low <= Slope && Slope <= trend.High;
        });

        Assert.InRange(held, 0.91 * Worlds, 0.98 * Worlds);
    }

    [Fact]
    public void Of_few_readings_is_refused() => Assert.Throws<LoadException>(() => Trend.Of([1, 2, 3, 4], [1, 2, 3, 4]));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
