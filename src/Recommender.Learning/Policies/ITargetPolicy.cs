namespace Recommender.Learning.Policies;

/// <summary>A policy that is to be judged: what it would have chosen, and how likely. Safe from many threads.</summary>
public interface ITargetPolicy
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>Its probability of each candidate of a decision.</summary>
    /// <param name="log">The log.</param>
    /// <param name="decision">Which decision of it.</param>
    /// <param name="probabilities">Receives them, in the order of the candidates; from 0, adding up to 1.</param>
    /// <exception cref="InvalidDataException">It has none for this decision.</exception>
    void Probabilities(DecisionLog log, int decision, Span<double> probabilities);
}
