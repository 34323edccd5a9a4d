using Recommender.Ranking.Scores;

namespace Recommender.Ranking.Tests.Scores;

public sealed class InnerProductTests
{
    [Fact]
    public void Is_the_sum_of_products_at_every_length()
    {
        var random = new Random(20260101);
        for (var length = 0; length < 70; length++)
        {
            float[] x = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
            float[] y = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];

            Assert.Equal(x.Zip(y).Sum(static pair => (double)pair.First * pair.Second), InnerProduct.Of(x, y), 1e-5);
        }
    }

    [Fact]
    public void A_vector_without_length_is_like_none() => Assert.Equal(0, InnerProduct.Cosine([0, 0], [1, 2]));

    [Fact]
    public void Vectors_of_different_lengths_are_refused() => Assert.Throws<ArgumentException>(() => InnerProduct.Of([1, 2], [1]));
}
