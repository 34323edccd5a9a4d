namespace Recommender.Learning.Policies;

/// <summary>Looks at weights and says in words what they cannot bear.</summary>
internal static class OverlapCheck
{
    // Below these, the normal distribution describes no mean, and a bootstrap sees too few of what matters.
    private const double LeastDecisions = 50;
    private const double LeastRewarded = 10;
    private const double MostUnseen = 0.01;
    private const double MostOfOne = 0.1;
    private const double MostDeviations = 4;
    private const double Rounding = 1e-6;   // logs keep propensities in single precision

    public static Overlap Of(DecisionLog log, double[] weights, double unseen, double accepted)
    {
        var size = PolicyWeights.EffectiveSize(weights);
        var rewarded = PolicyWeights.EffectiveSize(weights.Select((weight, i) => log.Reward(i) == 0 ? 0 : weight));
        var overlap = new Overlap(weights.Average(), weights.Max(), size, rewarded, unseen, []);
        return overlap with { Warnings = [.. Warnings(overlap, weights), .. OfReplay(overlap, accepted)] };
    }

    private static IEnumerable<string> Warnings(Overlap overlap, double[] weights)
    {
        var sum = weights.Sum();
        if (sum == 0)
        {
            yield return "no overlap: the log never chose what the policy would choose, so it says nothing of the policy";
            yield break;
        }

        if (overlap.EffectiveSize < LeastDecisions)
            yield return $"too thin to say anything: the log's {weights.Length} decisions say as much of this policy as {overlap.EffectiveSize:0.#} of its own would; needed are {LeastDecisions} and more";
        if (overlap.EffectiveRewarded < LeastRewarded)
            yield return $"too few rewards to say anything: those of decisions that the policy would make too count as {overlap.EffectiveRewarded:0.#}; needed are {LeastRewarded} and more";
        if (overlap.UnseenShare > MostUnseen)
            yield return $"{overlap.UnseenShare:P1} of what the policy would choose the log never chose at that position: of this only the reward model (dm, dr) says anything, and ips, snips and replay leave it out";
        if (overlap.LargestWeight / sum > MostOfOne)
            yield return $"one decision carries {overlap.LargestWeight / sum:P0} of all weight: ips and snips are mostly its reward";

        var deviation = Math.Sqrt(weights.Sum(weight => (weight - overlap.MeanWeight) * (weight - overlap.MeanWeight)) / weights.Length / weights.Length);
        if (Math.Abs(overlap.MeanWeight - 1) > (MostDeviations * deviation) + Rounding)
            yield return $"the weights' mean is {overlap.MeanWeight:0.###}, where 1 is expected and {deviation:0.###} is a usual deviation: propensities are wrong, or the policy chooses what the log could not";
    }

    private static IEnumerable<string> OfReplay(Overlap overlap, double accepted)
    {
        if (overlap.EffectiveSize >= LeastDecisions && accepted < LeastDecisions)
            yield return $"replay accepts {accepted:0} decisions, too few to say anything; needed are {LeastDecisions} and more";
    }
}
