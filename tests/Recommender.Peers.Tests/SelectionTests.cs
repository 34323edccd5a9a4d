using Recommender.Measuring.Selection;

namespace Recommender.Peers.Tests;

/// <summary>A baseline that is wrong is no baseline.</summary>
public sealed class SelectionTests
{
    private static readonly Func<int, int, ISelection>[] Makers =
    [
        (k, _) => new HalvedBuffer(k), (_, rows) => new SampledThreshold(rows), (_, rows) => new Histogram(rows),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Makers.Length)];

    [Theory, MemberData(nameof(All))]
    public void Finds_the_highest_scores_best_first_and_equal_ones_by_number(int maker)
    {
        var random = new Random(20260101);
        for (var round = 0; round < 300; round++)
        {
            var (rows, k) = (1 + random.Next(3000), 1 + random.Next(300));
            var levels = 1 + random.Next(2000);   // few levels: many ties
            var scores = Enumerable.Range(0, rows).Select(_ => (random.Next(levels) - levels / 2) / 8f).ToArray();
            var best = new int[k];

            var found = Makers[maker](k, rows).Run(scores, best);

            var expected = Enumerable.Range(0, rows).OrderByDescending(row => scores[row]).ThenBy(row => row).Take(k);
            Assert.Equal(expected, best.Take(found));
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Finds_them_again_in_rising_and_in_falling_scores(int maker)
    {
        var selection = Makers[maker](50, 1000);
        var best = new int[50];
        selection.Run([.. Enumerable.Range(0, 1000).Select(row => (float)row)], best);
        Assert.Equal(Enumerable.Range(950, 50).Reverse(), best);

        selection.Run([.. Enumerable.Range(0, 1000).Select(row => -(float)row)], best);
        Assert.Equal(Enumerable.Range(0, 50), best);
    }
}
