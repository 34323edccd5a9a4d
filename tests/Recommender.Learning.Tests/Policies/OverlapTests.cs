using Recommender.Learning.Policies;

namespace Recommender.Learning.Tests.Policies;

public sealed class OverlapTests
{
    [Fact]
    public void Good_overlap_has_no_warning() => Assert.Empty(Judge(Log(1000, 0.5), 0.5).Warnings);

    [Fact]
    public void A_log_that_hardly_did_what_the_policy_would_says_nothing()
    {
        var warnings = Judge(Log(1000, 0.005), 1).Warnings;

        Assert.Contains(warnings, static warning => warning.StartsWith("too thin to say anything: the log's 1000 decisions say as much of this policy as", StringComparison.Ordinal));
    }

    [Fact]
    public void A_log_that_never_did_is_no_overlap()
    {
        var log = Log(100, 0);
        var judgement = PolicyEvaluation.Run("log", log, [Chooses(1)], new() { Resamples = 50 }).Judgements[0];

        Assert.Contains(judgement.Overlap.Warnings, static warning => warning.StartsWith("no overlap", StringComparison.Ordinal));
        Assert.Equal(1, judgement.Overlap.UnseenShare);
        Assert.True(double.IsNaN(judgement[EstimatorKind.Replay].Value.Value) && double.IsNaN(judgement[EstimatorKind.SelfNormalized].Value.Value));
    }

    [Fact]
    public void Choices_that_the_log_never_made_are_counted()
    {
        var overlap = Judge(Log(100, 0), 0.3);

        Assert.Equal(0.3, overlap.UnseenShare, 1e-12);
        Assert.Contains(overlap.Warnings, static warning => warning.StartsWith("30.0 % of what the policy would choose the log never chose", StringComparison.Ordinal));
    }

    [Fact]
    public void Wrong_propensities_show_in_the_mean_of_the_weights()
    {
        // It says that it chose b half of the time, and did so nine times out of ten.
        var warnings = Judge(Log(1000, 0.9, stated: 0.5), 0.9).Warnings;

        Assert.Contains(warnings, static warning => warning.StartsWith("the weights' mean is", StringComparison.Ordinal));
    }

    // A title with one artwork: the choice is certain, and its logged propensity 1 but for the last bit of a float.
    [Fact]
    public void Rounded_propensities_of_certain_choices_are_not_wrong() =>
        Assert.DoesNotContain(Judge(Log(1000, 1, stated: MathF.BitDecrement(1)), 1).Warnings, static warning => warning.StartsWith("the weights' mean is", StringComparison.Ordinal));

    [Fact]
    public void Few_rewards_are_too_few() =>
        Assert.Contains(Judge(Log(1000, 0.5, rewardEvery: 300), 0.5).Warnings, static warning => warning.StartsWith("too few rewards to say anything", StringComparison.Ordinal));

    private static Overlap Judge(DecisionLog log, double ofB) => PolicyEvaluation.Run("log", log, [Chooses(ofB)], new() { Resamples = 0 }).Judgements[0].Overlap;

    private static TablePolicy Chooses(double ofB) => new("chooses", [("", "a", 1 - ofB), ("", "b", ofB)]);

    // Chooses b with a probability, spread evenly over the log, and states it or another.
    private static DecisionLog Log(int decisions, double ofB, double? stated = null, int rewardEvery = 2)
    {
        var builder = new DecisionLogBuilder();
        for (var i = 0; i < decisions; i++)
        {
            var isB = Math.Floor((i + 1) * ofB) > Math.Floor(i * ofB);
            builder.Add(new() { Action = isB ? "b" : "a", Propensity = isB ? stated ?? ofB : 1 - (stated ?? ofB), Reward = i % rewardEvery == 0 ? 1 : 0, Candidates = ["a", "b"] });
        }

        return builder.ToLog();
    }
}
