using Recommender.Learning.Evaluation;
using Recommender.Learning.Policies;
using Recommender.Learning.Policies.Import;

namespace Recommender.PolicyFigures;

/// <summary>A policy's value estimated from the other policy's log, beside what it earned itself.</summary>
/// <param name="From">Whose log it is.</param>
/// <param name="Of">Whose value is estimated.</param>
/// <param name="Earned">What that policy earned in its own log.</param>
/// <param name="Judgement">What the other's log says.</param>
public sealed record BanditFigures(string From, string Of, Interval Earned, PolicyJudgement Judgement)
{
    /// <summary>The random and the Thompson policy of the Open Bandit Dataset, each from the other's log.</summary>
    /// <param name="folder">With random/men.csv and bts/men.csv.</param>
    /// <param name="options">How.</param>
    public static IReadOnlyList<BanditFigures> Read(string folder, PolicyEvaluationOptions options)
    {
        var (random, thompson) = (Log(folder, "random"), Log(folder, "bts"));
        var (fromThompson, fromRandom) = (
            PolicyEvaluation.Run("bts", thompson, [new UniformPolicy()], options),
            PolicyEvaluation.Run("random", random, [TablePolicy.SharesOf("bts", thompson)], options));
        return
        [
            new("bts", "random", fromRandom.Logged, fromThompson.Judgements[0]),
            new("random", "bts", fromThompson.Logged, fromRandom.Judgements[0]),
        ];
    }

    private static DecisionLog Log(string folder, string policy) => DecisionLogReader.Read(Path.Combine(folder, policy, "men.csv"), DecisionLogFormat.OpenBandit, new() { Strict = true }).Log;
}
