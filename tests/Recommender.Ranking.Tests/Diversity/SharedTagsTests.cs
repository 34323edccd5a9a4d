using Recommender.Ranking.Diversity;

namespace Recommender.Ranking.Tests.Diversity;

public sealed class SharedTagsTests
{
    [Fact]
    public void Candidates_are_as_alike_as_by_the_definition_row_after_row()
    {
        var random = new Random(20260101);
        var shared = new SharedTags();
        for (var round = 0; round < 200; round++)
        {
            var titles = new SampleTitles(random, random.Next(1, 40));
            using var tags = titles.TagRows;
            using var weights = titles.WeightRows;
            var definition = new TagSimilarity(titles.Rows, tags, weights, new float[SampleTitles.TagCount]);
            shared.Begin(SampleTitles.TagCount, titles.Rows.Length);
            foreach (var row in titles.Rows) shared.Add(titles.Tags[row], titles.Weights[row]);
            shared.Finish();
            var (expected, actual) = (new float[titles.Rows.Length], new float[titles.Rows.Length]);

            for (var candidate = 0; candidate < expected.Length; candidate++)
            {
                definition.Fill(candidate, expected);
                shared.Similarity.Fill(candidate, actual);

                for (var other = 0; other < expected.Length; other++) Assert.Equal(expected[other], actual[other], 1e-5f);
            }
        }
    }
}
