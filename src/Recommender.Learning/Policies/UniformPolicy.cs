namespace Recommender.Learning.Policies;

/// <summary>Chooses every candidate as often as any other.</summary>
public sealed class UniformPolicy : ITargetPolicy
{
    /// <inheritdoc/>
    public string Name => "uniform";

    /// <inheritdoc/>
    public void Probabilities(DecisionLog log, int decision, Span<double> probabilities) => probabilities.Fill(1.0 / probabilities.Length);
}
