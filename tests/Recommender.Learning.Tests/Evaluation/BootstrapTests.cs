using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Tests.Evaluation;

public sealed class BootstrapTests
{
    private static readonly Metric Hits = new(MetricKind.HitRate, 10);

    [Fact]
    public void An_interval_holds_the_truth_about_as_often_as_it_says()
    {
        // 400 samples of 200 members of whom 30 % are served.
        var random = new Random(20260101);
        var held = Enumerable.Range(0, 400).Count(sample =>
        {
            var interval = new Bootstrap([Coins(random, 0.3, 200)], resamples: 400, seed: (ulong)sample).Of(0, 0);
            return interval.Low <= 0.3 && 0.3 <= interval.High;
        });

        Assert.InRange(held / 400.0, 0.91, 0.98);
    }

    [Fact]
    public void A_difference_is_resampled_in_pairs()
    {
        // The second is better by 0.01 for every single member, so the difference is certain though the figures are not.
        var first = Coins(new Random(1), 0.3, 200);
        var second = first with { Model = "second", Values = [[.. first.Values[0].Select(static value => value + 0.01)]] };
        var bootstrap = new Bootstrap([first, second], 500, seed: 1);

        Assert.False(bootstrap.Of(0, 0).IsApartFrom(bootstrap.Of(1, 0)));
        Assert.Equal(0.01, bootstrap.Difference(1, 0, 0).Low, 9);
        Assert.Equal(0.01, bootstrap.Difference(1, 0, 0).High, 9);
    }

    [Fact]
    public void The_seed_and_nothing_else_decides_the_bits()
    {
        var outcome = Coins(new Random(2), 0.5, 77);
        var interval = new Bootstrap([outcome], 300, seed: 4, threads: 1).Of(0, 0);

        Assert.Equal(interval, new Bootstrap([outcome], 300, seed: 4, threads: 3).Of(0, 0));
        Assert.NotEqual(interval, new Bootstrap([outcome], 300, seed: 5).Of(0, 0));
    }

    [Fact]
    public void Cases_without_a_value_count_nowhere()
    {
        var values = Enumerable.Range(0, 100).Select(static i => i % 2 == 0 ? double.NaN : 0.25).ToArray();
        var outcome = new Outcome("half", [Hits], [values], new Dictionary<int, double>());

        Assert.Equal(new Interval(0.25, 0.25, 0.25), new Bootstrap([outcome], 100, seed: 1).Of(0, 0));
    }

    private static Outcome Coins(Random random, double share, int members) =>
        new("coins", [Hits], [[.. Enumerable.Range(0, members).Select(_ => random.NextDouble() < share ? 1.0 : 0.0)]], new Dictionary<int, double>());
}
