namespace Recommender.Ranking.Diversity;

/// <summary>Allows what both of two rules allow.</summary>
public ref struct BothRules<TOne, TOther>(TOne one, TOther other) : IPlacementRule
    where TOne : IPlacementRule, allows ref struct
    where TOther : IPlacementRule, allows ref struct
{
#pragma warning disable IDE0044 // Readonly, they would be copied for each call, and a rule that counts would not.
    private TOne _one = one;
    private TOther _other = other;
#pragma warning restore IDE0044

    /// <inheritdoc/>
    public bool Allows(int candidate) => _one.Allows(candidate) && _other.Allows(candidate);

    /// <inheritdoc/>
    public void Place(int candidate)
    {
        _one.Place(candidate);
        _other.Place(candidate);
    }
}
