using Recommender.Ranking.Diversity;

namespace Recommender.Ranking.Tests.Diversity;

public sealed class MaximalMarginalRelevanceTests
{
    [Fact]
    public void Chooses_by_its_definition()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 300; round++)
        {
            var count = random.Next(0, 20);
            var similarity = Matrix.Random(random, count, dimension: 4);
            var relevance = Enumerable.Range(0, count).Select(_ => random.NextSingle()).ToArray();
            var dial = random.NextSingle();
            var (chosen, rule) = (new int[count], default(NoRule));

            MaximalMarginalRelevance.Select(relevance, ref similarity, ref rule, dial, chosen, new RerankScratch());

            Assert.Equal(Naive(relevance, similarity, dial), chosen);
        }
    }

    private static List<int> Naive(float[] relevance, Matrix similarity, float dial)
    {
        var chosen = new List<int>();
        while (chosen.Count < relevance.Length)
        {
            var left = Enumerable.Range(0, relevance.Length).Except(chosen);
            chosen.Add(left.MaxBy(i => (dial * relevance[i]) - ((1 - dial) * chosen.Select(j => similarity[j, i]).DefaultIfEmpty(0).Max())));
        }

        return chosen;
    }
}
