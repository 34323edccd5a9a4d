using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Tests.Scores;

public sealed class RankedPoolTests
{
    [Fact]
    public void Keeps_the_best_best_first_and_equals_by_row()
    {
        var (random, pool) = (new Random(20260101), new RankedPool());
        for (var round = 0; round < 500; round++)
        {
            var most = random.Next(1, 30);
            var titles = Enumerable.Range(0, random.Next(200)).Select(row => (Row: row, Relevance: (random.Next(20) - 10) / 4f)).ToArray();
            random.Shuffle(titles);

            pool.Begin(most);
            foreach (var (row, relevance) in titles) pool.Offer(row, relevance);
            pool.Finish();

            var expected = titles.OrderByDescending(static title => title.Relevance).ThenBy(static title => title.Row).Take(most);
            Assert.Equal(expected, Enumerable.Range(0, pool.Count).Select(place => (pool.Row(place), pool.Relevance(place))));
            Assert.Equal(titles.Length, pool.Offered);
        }
    }
}
