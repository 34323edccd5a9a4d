namespace Recommender.Ranking.Diversity;

/// <summary>Allows everything.</summary>
public readonly struct NoRule : IPlacementRule
{
    /// <inheritdoc/>
    public bool Allows(int candidate) => true;

    /// <inheritdoc/>
    public void Place(int candidate)
    {
    }
}
