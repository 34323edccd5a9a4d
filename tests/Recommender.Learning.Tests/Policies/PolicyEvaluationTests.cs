using Recommender.Learning.Policies;

namespace Recommender.Learning.Tests.Policies;

public sealed class PolicyEvaluationTests
{
    private static readonly PolicyEvaluationOptions Quick = new() { Resamples = 200 };

    [Fact]
    public void Weighted_estimates_are_what_their_definitions_say()
    {
        var random = new Random(3);
        var log = MadeLogs.Of(300, (_, _) => random.NextDouble() * 4);
        double[] target = [0.1, 0.6, 0.3];
        var judgement = PolicyEvaluation.Run("log", log, [MadeLogs.Policy(0.1, 0.6, 0.3)], Quick with { WeightCap = 1.5 }).Judgements[0];

        var (weighted, weights, capped, squares) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < log.Count; i++)
        {
            var weight = target[log.Actions[log.Action(i)][0] - 'a'] / log.Propensity(i);
            weighted += weight * log.Reward(i);
            capped += Math.Min(weight, 1.5) * log.Reward(i);
            weights += weight;
            squares += weight * weight;
        }

        Assert.Equal(weighted / 300, judgement[EstimatorKind.InversePropensity].Value.Value, 1e-12);
        Assert.Equal(weighted / weights, judgement[EstimatorKind.SelfNormalized].Value.Value, 1e-12);
        Assert.Equal(capped / 300, judgement[EstimatorKind.Clipped].Value.Value, 1e-12);
        Assert.Equal(weights * weights / squares, judgement[EstimatorKind.InversePropensity].EffectiveSize, 1e-9);
        Assert.Equal(weights / 300, judgement.Overlap.MeanWeight, 1e-12);
    }

    [Fact]
    public void The_policy_that_made_the_log_earned_what_it_earned()
    {
        var random = new Random(4);
        var builder = new DecisionLogBuilder();
        for (var i = 0; i < 200; i++) builder.Add(new() { Action = MadeLogs.Candidates[random.Next(3)], Propensity = 1.0 / 3, Reward = random.Next(2), Candidates = MadeLogs.Candidates });
        var report = PolicyEvaluation.Run("log", builder.ToLog(), [new UniformPolicy()], Quick);

        foreach (var kind in Estimator.All.Except([EstimatorKind.Direct]))
        {
            Assert.Equal(report.Logged.Value, report.Judgements[0][kind].Value.Value, 0.005);
            Assert.InRange(report.Judgements[0][kind].Gain.High - report.Judgements[0][kind].Gain.Low, 0, 0.02);
        }

        Assert.Empty(report.Judgements[0].Overlap.Warnings);
    }

    [Fact]
    public void Replay_of_a_certain_policy_on_a_log_by_lot_keeps_what_agrees()
    {
        var random = new Random(5);
        var builder = new DecisionLogBuilder();
        for (var i = 0; i < 600; i++) builder.Add(new() { Action = MadeLogs.Candidates[random.Next(3)], Propensity = 1.0 / 3, Reward = i, Candidates = MadeLogs.Candidates });
        var log = builder.ToLog();
        var replay = PolicyEvaluation.Run("log", log, [MadeLogs.Policy(0, 1, 0)], Quick).Judgements[0][EstimatorKind.Replay];

        var agreeing = Enumerable.Range(0, 600).Where(i => log.Actions[log.Action(i)] == "b").ToArray();
        Assert.Equal(agreeing.Length, replay.EffectiveSize);
        Assert.Equal(agreeing.Average(), replay.Value.Value, 1e-9);
    }

    [Fact]
    public void What_the_reward_model_can_know_for_certain_is_certain()
    {
        // The reward is decided by the side and the action, so every decision's truth is known, and each side has as many.
        var log = MadeLogs.Of(2000, static (i, action) => Truth(i, action));
        var judgement = PolicyEvaluation.Run("log", log, [MadeLogs.Policy(0.2, 0.3, 0.5)], Quick with { Ridges = [1e-6], SwitchWeight = 1, Shrinkage = 1 }).Judgements[0];
        var truth = Enumerable.Range(0, 2).Average(static side => 0.2 * Truth(side, "a") + 0.3 * Truth(side, "b") + 0.5 * Truth(side, "c"));

        foreach (var kind in (EstimatorKind[])[EstimatorKind.Direct, EstimatorKind.DoublyRobust, EstimatorKind.SwitchDoublyRobust, EstimatorKind.ShrunkDoublyRobust])
            Assert.Equal(truth, judgement[kind].Value.Value, 1e-4);
        Assert.True(Math.Abs(judgement[EstimatorKind.InversePropensity].Value.Value - truth) > 1e-3);
    }

    [Fact]
    public void Cutting_nothing_is_doubly_robust_and_cutting_all_is_the_direct_method()
    {
        var random = new Random(6);
        var log = MadeLogs.Of(500, (i, action) => Truth(i, action) + random.NextDouble());
        PolicyJudgement With(double cut) => PolicyEvaluation.Run("log", log, [MadeLogs.Policy(0.2, 0.3, 0.5)], Quick with { SwitchWeight = cut, Shrinkage = cut }).Judgements[0];

        foreach (var kind in (EstimatorKind[])[EstimatorKind.SwitchDoublyRobust, EstimatorKind.ShrunkDoublyRobust])
        {
            Assert.Equal(With(double.PositiveInfinity)[EstimatorKind.DoublyRobust].Value, With(double.PositiveInfinity)[kind].Value);
            Assert.Equal(With(0)[EstimatorKind.Direct].Value, With(0)[kind].Value);
        }
    }

    [Fact]
    public void Decisions_of_one_unit_are_drawn_together()
    {
        // Four times the same of everyone: four times as many decisions, and no more to be known.
        static double Reward(int unit) => new Random(unit).Next(2);
        var once = MadeLogs.Of(300, static (i, _) => Reward(i));
        var alone = MadeLogs.Of(1200, static (i, _) => Reward(i / 4));
        var together = MadeLogs.Of(1200, static (i, _) => Reward(i / 4), unit: static i => $"{i / 4}");
        double Width(DecisionLog log) => PolicyEvaluation.Run("log", log, [new UniformPolicy()], Quick).Logged is var logged ? logged.High - logged.Low : 0;

        Assert.InRange(Width(together) / Width(once), 0.8, 1.2);
        Assert.InRange(Width(alone) / Width(once), 0.4, 0.6);
    }

    [Fact]
    public void The_seed_and_nothing_else_decides_the_bits()
    {
        var random = new Random(7);
        var log = MadeLogs.Of(400, (_, _) => random.Next(2));
        PolicyEstimate[] Run(ulong seed, int? threads) => [.. PolicyEvaluation.Run("log", log, [MadeLogs.Policy(0.2, 0.3, 0.5)], Quick with { Seed = seed, Threads = threads }).Judgements[0].Estimates];

        Assert.Equal(Run(1, 1), Run(1, 5));
        Assert.NotEqual(Run(1, 1), Run(2, 1));
    }

    [Theory]
    [InlineData("Folds is 1; allowed is from 2")]
    [InlineData("WeightCap is 0; allowed is above 0")]
    [InlineData("Ridges is ; allowed is one or more, each above 0")]
    public void Options_out_of_range_are_refused(string message)
    {
        PolicyEvaluationOptions[] wrong = [new() { Folds = 1 }, new() { WeightCap = 0 }, new() { Ridges = [] }];
        var refusals = wrong.Select(static options => Assert.Throws<ArgumentException>(() => PolicyEvaluation.Run("log", MadeLogs.Of(50, static (_, _) => 1), [new UniformPolicy()], options)).Message);

        Assert.Contains(refusals, refusal => refusal.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_whose_probabilities_are_none_is_refused_by_name()
    {
        var log = MadeLogs.Of(20, static (_, _) => 1);

        Assert.Contains("the probabilities of the policy 'half' for decision 1 add up to 1.5", Assert.Throws<InvalidDataException>(() => PolicyEvaluation.Run("log", log, [new Half()], Quick)).Message, StringComparison.Ordinal);
        Assert.Contains("gives no weight to any candidate of decision 1", Assert.Throws<InvalidDataException>(() => PolicyEvaluation.Run("log", log, [new TablePolicy("other", [("", "z", 1)])], Quick)).Message, StringComparison.Ordinal);
        Assert.Contains("decision 1 has no probabilities of the policy 'new'; the log has those of: none", Assert.Throws<InvalidDataException>(() => PolicyEvaluation.Run("log", log, [new RecordedPolicy("new")], Quick)).Message, StringComparison.Ordinal);
    }

    private static double Truth(int decision, string action) => (decision % 2 == 0 ? 1 : 3) * (action[0] - 'a' + 1) + (decision % 2 == 0 && action == "b" ? 2 : 0);

    private sealed class Half : ITargetPolicy
    {
        public string Name => "half";

        public void Probabilities(DecisionLog log, int decision, Span<double> probabilities) => probabilities.Fill(0.5);
    }
}
