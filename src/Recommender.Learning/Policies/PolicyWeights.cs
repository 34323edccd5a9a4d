namespace Recommender.Learning.Policies;

/// <summary>How much more often than the log a policy would have chosen what the log chose.</summary>
internal static class PolicyWeights
{
    private const double SumTolerance = 1e-6;

    /// <summary>The ratio π(a|x) / p(a|x) of each decision, and the share of the policy's choices that the log never made at that position.</summary>
    /// <exception cref="InvalidDataException">The policy's probabilities are none.</exception>
    public static (double[] Weights, double Unseen) Of(DecisionLog log, ITargetPolicy policy)
    {
        var seen = new HashSet<(int, int)>();
        for (var decision = 0; decision < log.Count; decision++) seen.Add((log.Position(decision), log.Action(decision)));

        var (weights, unseen, probabilities) = (new double[log.Count], 0.0, Array.Empty<double>());
        for (var decision = 0; decision < log.Count; decision++)
        {
            var candidates = log.Candidates(decision);
            if (probabilities.Length < candidates.Length) probabilities = new double[candidates.Length];
            var of = probabilities.AsSpan(0, candidates.Length);
            Ask(policy, log, decision, of);
            for (var i = 0; i < candidates.Length; i++)
            {
                if (candidates[i] == log.Action(decision)) weights[decision] = of[i] / log.Propensity(decision);
                else if (of[i] > 0 && !seen.Contains((log.Position(decision), candidates[i]))) unseen += of[i];
            }
        }

        return (weights, unseen / log.Count);
    }

    /// <summary>Asks a policy and does not believe everything.</summary>
    public static void Ask(ITargetPolicy policy, DecisionLog log, int decision, Span<double> probabilities)
    {
        policy.Probabilities(log, decision, probabilities);
        var sum = 0.0;
        foreach (var probability in probabilities)
        {
            if (!(probability >= 0)) throw new InvalidDataException($"the policy '{policy.Name}' has the probability {probability} for a candidate of decision {decision + 1}; allowed is from 0");
            sum += probability;
        }

        if (!(Math.Abs(sum - 1) <= SumTolerance)) throw new InvalidDataException($"the probabilities of the policy '{policy.Name}' for decision {decision + 1} add up to {sum}; allowed is 1");
    }

    /// <summary>How many decisions of equal weight would say as much (Kish): (Σw)² / Σw².</summary>
    public static double EffectiveSize(IEnumerable<double> weights)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var weight in weights)
        {
            sum += weight;
            squares += weight * weight;
        }

        return squares > 0 ? sum * sum / squares : 0;
    }
}
