namespace Recommender.PolicyFigures;

/// <summary>A policy that is told of no persona: all members are alike to it.</summary>
/// <param name="name">Its name.</param>
/// <param name="policy">What chooses and learns.</param>
public sealed class PersonaBlind(string name, IArtworkPolicy policy) : IArtworkPolicy
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int Choose(int title, int persona, Random random) => policy.Choose(title, 0, random);

    /// <inheritdoc/>
    public void Observe(int title, int persona, int artwork, bool isPlayed) => policy.Observe(title, 0, artwork, isPlayed);

    /// <inheritdoc/>
    public void Settle() => policy.Settle();
}
