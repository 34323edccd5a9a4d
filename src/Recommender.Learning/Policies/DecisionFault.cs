namespace Recommender.Learning.Policies;

/// <summary>What is wrong with a decision.</summary>
/// <param name="Field">Which part of it.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Allowed">What may stand there.</param>
internal sealed record DecisionFault(string Field, string Value, string Allowed)
{
    private const double SumTolerance = 1e-3;

    /// <summary>Judges a decision by itself; null where nothing is wrong.</summary>
    public static DecisionFault? Of(LoggedDecision decision)
    {
        if (string.IsNullOrEmpty(decision.Action)) return new("action", "", "a name");
        if (!(decision.Propensity is > 0 and <= 1)) return new("propensity", $"{decision.Propensity}", "above 0 and up to 1");
        if (!double.IsFinite(decision.Reward)) return new("reward", $"{decision.Reward}", "finite");
        foreach (var (name, value) in decision.Context)
        {
            if (string.IsNullOrEmpty(name) || !float.IsFinite(value)) return new($"context '{name}'", $"{value}", "a name and a finite value");
        }

        if (decision.Context.DistinctBy(static feature => feature.Name).Count() != decision.Context.Count) return new("context", string.Join(", ", decision.Context.Select(static feature => feature.Name)), "each name once");
        return OfCandidates(decision) ?? OfPolicies(decision);
    }

    private static DecisionFault? OfCandidates(LoggedDecision decision)
    {
        if (decision.Candidates is not { } candidates) return null;
        if (candidates.Any(string.IsNullOrEmpty) || candidates.Distinct(StringComparer.Ordinal).Count() != candidates.Count) return new("candidates", string.Join('|', candidates), "names, each once");
        return candidates.Contains(decision.Action, StringComparer.Ordinal) ? null : new("candidates", string.Join('|', candidates), $"the action '{decision.Action}' among them");
    }

    private static DecisionFault? OfPolicies(LoggedDecision decision)
    {
        foreach (var (name, probabilities) in decision.Policies)
        {
            if (decision.Candidates is not { } candidates) return new($"policy '{name}'", string.Join('|', probabilities), "the candidates beside it, whose probabilities these are");
            if (probabilities.Count != candidates.Count) return new($"policy '{name}'", string.Join('|', probabilities), $"{candidates.Count} probabilities, one of each candidate");
            if (probabilities.Any(static probability => !(probability is >= 0 and <= 1)) || Math.Abs(probabilities.Sum() - 1) > SumTolerance)
                return new($"policy '{name}'", string.Join('|', probabilities), "probabilities from 0 that add up to 1");
        }

        return null;
    }
}
