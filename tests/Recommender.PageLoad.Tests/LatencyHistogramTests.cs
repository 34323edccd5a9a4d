using System.Diagnostics;
using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Tells_every_quantile_to_a_hundredth_and_never_too_low()
    {
        var random = new Random(20260101);
        long[] micros = [.. Enumerable.Range(0, 20_000).Select(_ => (long)Math.Pow(10, 7 * random.NextDouble()))];
        var histogram = new LatencyHistogram();
        foreach (var value in micros) histogram.Add(Ticks(value));

        Array.Sort(micros);
        foreach (var share in (double[])[0.0001, 0.1, 0.5, 0.9, 0.99, 0.999, 1])
        {
            var exact = micros[(int)Math.Ceiling(share * micros.Length) - 1];
            Assert.InRange(histogram.Quantile(share), exact, (exact * 1.01) + 1);
        }
    }

    [Fact]
    public void Holds_an_hour_and_less_than_nothing()
    {
        var histogram = new LatencyHistogram();
        histogram.Add(Ticks(3_600_000_000));
        histogram.Add(-5);

        Assert.Equal(3.6e9, histogram.Max);
        Assert.Equal(3.6e9, histogram.Quantile(1));
        Assert.InRange(histogram.Quantile(0.5), 0, 1);
    }

    [Fact]
    public void Of_two_together_is_as_if_one_had_seen_all()
    {
        var (one, other, both) = (new LatencyHistogram(), new LatencyHistogram(), new LatencyHistogram());
        for (var micros = 1; micros <= 1000; micros++)
        {
            (micros % 3 == 0 ? one : other).Add(Ticks(micros * micros));
            both.Add(Ticks(micros * micros));
        }

        one.Add(other);

        Assert.Equal(both.Count, one.Count);
        Assert.Equal(both.Max, one.Max);
        Assert.All((double[])[0.01, 0.5, 0.99, 1], share => Assert.Equal(both.Quantile(share), one.Quantile(share)));
    }

    [Fact]
    public void Has_no_quantile_of_nothing() => Assert.True(double.IsNaN(new LatencyHistogram().Quantile(0.5)));

    private static long Ticks(long micros) => micros * (Stopwatch.Frequency / 1_000_000);
}
