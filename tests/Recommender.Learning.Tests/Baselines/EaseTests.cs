using Recommender.Learning.Baselines;
using Recommender.Learning.Data;
using Recommender.Learning.Tests.Evaluation;

namespace Recommender.Learning.Tests.Baselines;

public sealed class EaseTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(40)]
    public void Scores_as_its_definition_says(double ridge)
    {
        Made.ForSmall(interactions =>
        {
            var model = new Ease(interactions, new() { Ridge = ridge });
            var weights = Definition(interactions, ridge);
            var scores = new float[interactions.TitleCount];
            for (var member = 0; member < interactions.MemberCount; member++)
            {
                model.Score(interactions[member], scores);
                var history = interactions[member].Titles.ToArray();
                for (var title = 0; title < scores.Length; title++) Assert.Equal(history.Sum(had => weights[had, title]), scores[title], 1e-5);
            }
        });
    }

    [Fact]
    public void The_inverse_over_members_is_the_inverse_over_titles()
    {
        var parallel = new ParallelOptions();
        var regression = new EaseRegression(Made.Tastes(seed: 9, members: 300, titles: 240), new() { Ridge = 3 }, parallel);
        var (members, titles) = (regression.Weights(overMembers: true), regression.Weights(overMembers: false));

        for (var i = 0; i < titles.Length; i++) Assert.Equal(titles[i], members[i], 1e-6f);
    }

    [Fact]
    public void Beyond_the_limit_the_titles_of_the_most_members_are_modelled()
    {
        var interactions = Made.Of(4, [0, 1, 3], [0, 1], [1, 3], [2, 3]);
        var model = new Ease(interactions, new() { Ridge = 1, MostTitles = 3 });
        var expected = Definition(Made.Of(4, [0, 1, 3], [0, 1], [1, 3], [3]), 1);
        var scores = new float[4];
        model.Score(interactions[3], scores);

        Assert.Equal(3, model.ModelledTitles);
        Assert.Equal(0, scores[2]);
        Assert.Equal(expected[3, 1], scores[1], 1e-6);
    }

    [Theory]
    [InlineData(0, 100, "ridge is 0")]
    [InlineData(1, 20_000, "most titles are 20000; allowed is 1 to 16000")]
    public void A_setting_out_of_range_is_refused(double ridge, int most, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new Ease(Made.Of(1, [0]), new() { Ridge = ridge, MostTitles = most })).Message, StringComparison.Ordinal);

    // (XᵀX + λI)⁻¹ by Gauss and Jordan, as the paper has it.
    private static double[,] Definition(Interactions interactions, double ridge)
    {
        var n = interactions.TitleCount;
        var gram = new double[n * n];
        for (var i = 0; i < n; i++) gram[i * n + i] = ridge;
        for (var member = 0; member < interactions.MemberCount; member++)
        {
            foreach (var i in interactions[member].Titles)
            {
                foreach (var j in interactions[member].Titles) gram[i * n + j]++;
            }
        }

        var inverse = NaiveInverse.Of(gram, n);
        var weights = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) weights[i, j] = i == j ? 0 : -inverse[i * n + j] / inverse[j * n + j];
        }

        return weights;
    }
}
