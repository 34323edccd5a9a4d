namespace Recommender.Learning.Policies;

/// <summary>A decision as it was logged, and what came of it.</summary>
public sealed record LoggedDecision
{
    /// <summary>What was chosen.</summary>
    public required string Action { get; init; }

    /// <summary>Probability with which it was chosen, given the context and the candidates: above 0, up to 1.</summary>
    public required double Propensity { get; init; }

    /// <summary>What came of it, such as 1 for a play or the minutes watched. Finite; more is better.</summary>
    public required double Reward { get; init; }

    /// <summary>What could have been chosen, each once, the action among them; null where the log does not say: then it is all that the log ever chose.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary>Where it was shown; null where there is one place only.</summary>
    public string? Position { get; init; }

    /// <summary>Who or what decisions that depend on each other have in common, such as the member; null where they do not.</summary>
    public string? Unit { get; init; }

    /// <summary>What was known.</summary>
    public IReadOnlyList<ContextFeature> Context { get; init; } = [];

    /// <summary>For each policy that was asked too, by name: its probability of each candidate, in their order, adding up to 1.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Policies { get; init; } = new Dictionary<string, IReadOnlyList<double>>();
}
