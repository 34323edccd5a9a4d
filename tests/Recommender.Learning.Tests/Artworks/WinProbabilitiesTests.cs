using Recommender.Learning.Artworks;

namespace Recommender.Learning.Tests.Artworks;

public sealed class WinProbabilitiesTests
{
    [Theory]
    [InlineData(0, 1, 1, 0, 0.5)]
    [InlineData(1, 1, 1, 0, 0.7602)]       // Φ(1 / √2)
    [InlineData(1, 4, 1, 0, 0.6726)]       // Φ(1 / √5)
    [InlineData(1, 1, 1, 0.9, 0.9873)]     // Φ(1 / √0.2): what both have in common decides nothing
    public void Of_two_are_what_the_normal_distribution_says(double ahead, double variance, double other, double common, double expected)
    {
        var wins = Of([ahead, 0], [variance, common, common, other]);

        Assert.Equal(expected, wins[0], 0.02);
        Assert.Equal(1, wins.Sum(), 1e-12);
    }

    [Fact]
    public void Of_many_alike_are_alike()
    {
        var identity = new double[400];
        for (var i = 0; i < 20; i++) identity[i * 21] = 1;

        Assert.All(Of(new double[20], identity), static win => Assert.InRange(win, 0.03, 0.07));
    }

    [Fact]
    public void Certainty_is_certain() => Assert.Equal([0, 1, 0], Of([1, 2, 0], new double[9]));

    private static double[] Of(double[] means, double[] covariance)
    {
        var wins = new double[means.Length];
        WinProbabilities.Write(means, covariance, wins);
        return wins;
    }
}
