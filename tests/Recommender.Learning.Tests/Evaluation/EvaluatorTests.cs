using Recommender.Learning.Data;
using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly EvaluationOptions Two = new() { Cutoffs = [1, 2], Kinds = [MetricKind.Ndcg, MetricKind.Recall, MetricKind.HitRate, MetricKind.ReciprocalRank], Resamples = 0 };

    [Fact]
    public void Titles_of_the_history_are_not_ranked()
    {
        // By score 3, 2, 1, 0; the member had 3 and 2, so 1 stands first.
        var split = Asked(Made.Of(4, [3, 2]), [[1]]);
        var outcome = Evaluator.Measure(new Made.Fixed(0, 1, 2, 3), split, new(split.Training, titles: null), Two);

        Assert.Equal(1, outcome.Mean(new(MetricKind.HitRate, 1)));
        Assert.Equal(0.25, outcome.Coverage[1]);
        Assert.Equal(0.5, outcome.Coverage[2]);
    }

    [Fact]
    public void Of_given_candidates_only_these_are_ranked()
    {
        var histories = Made.Of(4, [3]);
        var cases = new TestCases(histories, [0], new TitleLists([[0]]), new TitleLists([[0, 1]]));
        var outcome = Evaluator.Measure(new Made.Fixed(0, 1, 2, 3), new(histories, cases, []), new(histories, titles: null), Two);

        Assert.Equal(0, outcome.Mean(new(MetricKind.HitRate, 1)));
        Assert.Equal(0.5, outcome.Mean(new(MetricKind.ReciprocalRank, 2)));
    }

    [Fact]
    public void Agrees_with_a_full_sort_by_the_definitions()
    {
        Made.ForSmall(interactions =>
        {
            if (!Splits(interactions, out var split)) return;

            var model = new Made.Drawn(interactions.TitleCount, distinct: 100_000);
            var options = Two with { Cutoffs = [1, Math.Min(3, interactions.TitleCount)] };
            var outcome = Evaluator.Measure(model, split, new(split.Training, titles: null), options);
            for (var at = 0; at < split.Cases.Count; at++)
            {
                var naive = NaiveRanking(model, split, at);
                foreach (var (metric, i) in options.Metrics.Select(static (metric, i) => (metric, i)))
                    Assert.Equal(Naive(metric, naive, split.Cases.Relevant(at).ToArray()), outcome.Values[i][at], 12);
            }
        });
    }

    [Fact]
    public void A_model_that_scores_all_titles_alike_gets_what_a_random_list_gets()
    {
        // 4,000 members, each asked for one of 50 titles that all look alike: a fifth is found among the first ten.
        var split = Asked(Made.Of(50, [.. Enumerable.Range(0, 4000).Select(static _ => Array.Empty<int>())]), [.. Enumerable.Range(0, 4000).Select(static i => new[] { i % 50 })]);
        var outcome = Evaluator.Measure(new Made.Fixed(new float[50]), split, new(split.Training, titles: null), new() { Cutoffs = [10], Kinds = [MetricKind.HitRate] });

        Assert.Equal(0.2, outcome.Mean(new(MetricKind.HitRate, 10)), 0.02);
        Assert.Equal(1, outcome.Coverage[10]);
    }

    [Fact]
    public void The_bits_do_not_depend_on_threads()
    {
        var split = new LeaveLastOut(HeldBack.Share(0.3)).Divide(Made.Tastes(seed: 5));
        var model = new Made.Drawn(60, distinct: 3);
        var outcomes = Enumerable.Range(1, 3).Select(threads => Evaluator.Measure(model, split, new(split.Training, titles: null), new() { Cutoffs = [5], Threads = threads })).ToArray();

        Assert.Equal(outcomes[0].Values, outcomes[1].Values);
        Assert.Equal(outcomes[0].Values, outcomes[2].Values);
    }

    [Fact]
    public void A_cutoff_beyond_the_catalogue_is_refused()
    {
        var split = Asked(Made.Of(4, [3]), [[1]]);
        var refused = Assert.Throws<InvalidDataException>(() => Evaluator.Measure(new Made.Fixed(0, 1, 2, 3), split, new(split.Training, titles: null), new() { Cutoffs = [5] }));

        Assert.Equal("the cutoff K is 5; allowed is 1 to the number of titles, 4", refused.Message);
    }

    [Fact]
    public void A_score_that_is_not_finite_is_refused_by_name()
    {
        var split = Asked(Made.Of(2, [0]), [[1]]);
        var refused = Assert.Throws<InvalidDataException>(() => Evaluator.Measure(new Made.Fixed(0, float.NaN), split, new(split.Training, titles: null), new() { Cutoffs = [1] }));

        Assert.Contains("model 'fixed' scores title 1 for member 0 with NaN", refused.Message, StringComparison.Ordinal);
    }

    private static bool Splits(Interactions interactions, out Split split)
    {
        split = null!;
        try
        {
            split = new LeaveLastOut(HeldBack.Share(0.4)).Divide(interactions);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static Split Asked(Interactions histories, int[][] relevant) =>
        new(histories, new(histories, [.. Enumerable.Range(0, relevant.Length)], new TitleLists(relevant)), []);

    private static int[] NaiveRanking(Made.Drawn model, Split split, int at)
    {
        var scores = new float[model.TitleCount];
        model.Score(split.Cases.History(at), scores);
        var seen = split.Cases.History(at).Titles.ToArray();
        return [.. Enumerable.Range(0, scores.Length).Except(seen).OrderByDescending(title => scores[title])];
    }

    private static double Naive(Metric metric, int[] ranking, int[] relevant)
    {
        var ranks = relevant.Select(title => 1 + Array.IndexOf(ranking, title)).Where(rank => rank <= metric.Cutoff).ToArray();
        return metric.Kind switch
        {
            MetricKind.Recall => ranks.Length / (double)relevant.Length,
            MetricKind.HitRate => Math.Min(1, ranks.Length),
            MetricKind.ReciprocalRank => ranks.Length == 0 ? 0 : 1.0 / ranks.Min(),
            _ => ranks.Sum(static rank => 1 / Math.Log2(rank + 1)) / Enumerable.Range(1, Math.Min(metric.Cutoff, relevant.Length)).Sum(static rank => 1 / Math.Log2(rank + 1)),
        };
    }
}
