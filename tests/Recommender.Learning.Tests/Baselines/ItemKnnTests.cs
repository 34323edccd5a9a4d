using Recommender.Learning.Baselines;
using Recommender.Learning.Data;
using Recommender.Learning.Tests.Evaluation;

namespace Recommender.Learning.Tests.Baselines;

public sealed class ItemKnnTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 5)]
    [InlineData(1000, 0.5)]
    public void Scores_as_its_definition_says(int neighbours, double shrinkage)
    {
        Made.ForSmall(interactions =>
        {
            var model = new ItemKnn(interactions, new() { Neighbours = neighbours, Shrinkage = shrinkage });
            var similarities = Similarities(interactions, neighbours, shrinkage);
            var scores = new float[interactions.TitleCount];
            for (var member = 0; member < interactions.MemberCount; member++)
            {
                var history = interactions[member].Titles.ToArray();
                model.Score(interactions[member], scores);
                for (var title = 0; title < scores.Length; title++) Assert.Equal(history.Sum(had => similarities[had, title]), scores[title], 1e-5);
            }
        });
    }

    [Fact]
    public void A_setting_out_of_range_is_refused()
    {
        Assert.Contains("neighbours are 0", Assert.Throws<ArgumentException>(() => new ItemKnn(Made.Of(1, [0]), new() { Neighbours = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("shrinkage is -1", Assert.Throws<ArgumentException>(() => new ItemKnn(Made.Of(1, [0]), new() { Shrinkage = -1 })).Message, StringComparison.Ordinal);
    }

    private static double[,] Similarities(Interactions interactions, int neighbours, double shrinkage)
    {
        var titles = interactions.TitleCount;
        var has = new bool[interactions.MemberCount, titles];
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            foreach (var title in interactions[member].Titles) has[member, title] = true;
        }

        int Both(int a, int b) => Enumerable.Range(0, interactions.MemberCount).Count(member => has[member, a] && has[member, b]);
        var kept = new double[titles, titles];
        for (var column = 0; column < titles; column++)
        {
            var best = Enumerable.Range(0, titles).Where(row => row != column && Both(row, column) > 0)
                .Select(row => (Row: row, Similarity: (float)(Both(row, column) / (Math.Sqrt((double)Both(row, row) * Both(column, column)) + shrinkage))))
                .OrderByDescending(static pair => pair.Similarity).ThenBy(static pair => pair.Row).Take(neighbours);
            foreach (var (row, similarity) in best) kept[row, column] = similarity;
        }

        return kept;
    }
}
