namespace Recommender.Learning.Policies;

/// <summary>A policy that was asked when the decisions were made: the log has its probabilities.</summary>
/// <param name="name">Its name in the log.</param>
public sealed class RecordedPolicy(string name) : ITargetPolicy
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void Probabilities(DecisionLog log, int decision, Span<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(log);
        var recorded = log.Recorded(name, decision);
        if (recorded.IsEmpty)
        {
            var known = string.Join(", ", log.RecordedPolicies);
            throw new InvalidDataException($"decision {decision + 1} has no probabilities of the policy '{name}'; the log has those of: {(known.Length == 0 ? "none" : known)}");
        }

        recorded.CopyTo(probabilities);
    }
}
