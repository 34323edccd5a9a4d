using Recommender.Learning.Data;
using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Tests.Evaluation;

public sealed class CaseMetricsTests
{
    // Of a list of five, places 2 and 5 are relevant; three titles are relevant at all.
    [Theory]
    [InlineData("recall@5", 2.0 / 3)]
    [InlineData("recall@2", 1.0 / 3)]
    [InlineData("capped-recall@2", 1.0 / 2)]
    [InlineData("capped-recall@5", 2.0 / 3)]
    [InlineData("precision@5", 2.0 / 5)]
    [InlineData("precision@2", 1.0 / 2)]
    [InlineData("precision@8", 2.0 / 8)]
    [InlineData("hr@1", 0)]
    [InlineData("hr@2", 1)]
    [InlineData("mrr@1", 0)]
    [InlineData("mrr@5", 1.0 / 2)]
    [InlineData("ndcg@1", 0)]
    [InlineData("ndcg@2", 0.38685280723454163)]   // (1/log₂3) / (1 + 1/log₂3)
    [InlineData("ndcg@5", 0.47762370350321792)]   // (1/log₂3 + 1/log₂6) / (1 + 1/log₂3 + 1/2)
    public void A_metric_is_what_a_hand_computes(string metric, double expected) =>
        Assert.Equal(expected, CaseMetrics.Accuracy(Metric.Parse(metric), [false, true, false, false, true], relevant: 3), 12);

    [Fact]
    public void Novelty_is_the_mean_of_bits()
    {
        // Four members: title 0 has all of them, title 1 two, title 2 one, title 3 nobody, who counts as one.
        var facts = new TitleFacts(Made.Of(4, [0, 1], [0, 1], [0, 2], [0]), titles: null);

        Assert.Equal((0 + 1 + 2 + 2) / 4.0, CaseMetrics.Novelty(facts, [0, 1, 2, 3]), 12);
    }

    [Fact]
    public void Diversity_is_the_mean_distance_of_pairs_with_tags()
    {
        Title[] titles =
        [
            Tagged((0, 1f)), Tagged((0, 0.5f)), Tagged((1, 1f)), Tagged((0, 1f), (1, 1f)), Tagged(),
        ];
        var facts = new TitleFacts(Made.Of(5, [0]), titles);
        var means = new double[6];
        CaseMetrics.Diversities(facts, [0, 1, 2, 3, 4], means);

        Assert.Equal(double.NaN, means[1]);
        Assert.Equal(0, means[2], 6);
        Assert.Equal(2.0 / 3, means[3], 6);
        Assert.Equal((0 + 1 + 1 + 3 * (1 - Math.Sqrt(0.5))) / 6, means[4], 6);
        Assert.Equal(means[4], means[5]);
    }

    [Theory]
    [InlineData("ndcg")]
    [InlineData("ndcg@0")]
    [InlineData("fame@10")]
    public void An_unknown_metric_is_refused_with_what_is_allowed(string text) =>
        Assert.Contains("recall, capped-recall, precision, ndcg, hr, mrr", Assert.Throws<InvalidDataException>(() => Metric.Parse(text)).Message, StringComparison.Ordinal);

    private static Title Tagged(params (int Tag, float Weight)[] tags) =>
        new(Guid.NewGuid().ToString(), "", null, [.. tags.Select(static tag => new TitleTag(tag.Tag, tag.Weight))], []);
}
