using Recommender.Ranking.Diversity;

namespace Recommender.Ranking.Tests.Diversity;

public sealed class TagSimilarityTests
{
    [Fact]
    public void Is_the_cosine_of_the_weights_below_one_between_titles()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 100; round++)
        {
            var titles = new SampleTitles(random, random.Next(1, 20));
            using var tags = titles.TagRows;
            using var weights = titles.WeightRows;
            var similarity = new TagSimilarity(titles.Rows, tags, weights, new float[SampleTitles.TagCount]);
            var row = new float[titles.Rows.Length];

            for (var i = 0; i < row.Length; i++)
            {
                similarity.Fill(i, row);

                for (var j = 0; j < row.Length; j++)
                    Assert.Equal(i == j ? 1 : 0.95f * Cosine(titles, titles.Rows[i], titles.Rows[j]), row[j], 1e-5f);
            }
        }
    }

    private static float Cosine(SampleTitles titles, int one, int other) =>
        titles.Tags[one].Zip(titles.Weights[one]).Sum(mine => titles.Tags[other].Zip(titles.Weights[other]).Where(theirs => theirs.First == mine.First).Sum(theirs => mine.Second * theirs.Second));
}
