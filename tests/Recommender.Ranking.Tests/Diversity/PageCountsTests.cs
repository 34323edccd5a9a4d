using Recommender.Ranking.Diversity;

namespace Recommender.Ranking.Tests.Diversity;

public sealed class PageCountsTests
{
    [Fact]
    public void Every_key_has_a_place_of_its_own_with_a_count_from_zero_on_every_page()
    {
        var (random, counts) = (new Random(20260101), new PageCounts());
        for (var page = 0; page < 50; page++)
        {
            counts.Begin();
            var model = new Dictionary<int, int>();
            for (var i = random.Next(500); i > 0; i--)
            {
                var key = random.Next(2) == 0 ? random.Next(20) : random.Next(int.MinValue, int.MaxValue);
                model[key] = model.GetValueOrDefault(key) + 1;
                var place = counts.PlaceOf(key);
                counts.Counts[place]++;
            }

            Assert.All(model, pair => Assert.Equal(pair.Value, counts.Counts[counts.PlaceOf(pair.Key)]));
            Assert.Equal(model.Count, model.Keys.Select(counts.PlaceOf).Distinct().Count());
        }
    }
}
