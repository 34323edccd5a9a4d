using Recommender.Learning.Artworks;

namespace Recommender.Learning.Tests.Artworks;

public sealed class ArtworkModelTests
{
    [Fact]
    public void What_is_expected_is_what_is_learnt_from_nothing()
    {
        var model = new ArtworkModel(new ArtworkBanditOptions());
        double[] match = [0.6, 0, -0.3, 0.1];

        var (expected, learnt) = (model.Expect(match).Taste, model.Learn([], match).Taste);

        Assert.Equal(match, expected.Means);
        for (var tag = 0; tag < match.Length; tag++) Assert.Equal(learnt.Means[tag], expected.Means[tag], 1e-12);
        for (var i = 0; i < expected.Covariance.Length; i++) Assert.Equal(learnt.Covariance[i], expected.Covariance[i], 1e-12);
    }
}
