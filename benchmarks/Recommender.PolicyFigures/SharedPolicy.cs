using Recommender.Learning.Artworks;

namespace Recommender.PolicyFigures;

/// <summary>The bandit that shares what it learns across titles.</summary>
/// <param name="name">Its name.</param>
/// <param name="bandit">The bandit.</param>
public sealed class SharedPolicy(string name, ArtworkBandit bandit) : IArtworkPolicy
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int Choose(int title, int persona, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return bandit.Draw(title, persona, random.NextDouble()).Artwork;
    }

    /// <inheritdoc/>
    public void Observe(int title, int persona, int artwork, bool isPlayed) => bandit.Observe(title, persona, artwork, isPlayed ? 1 : 0);

    /// <inheritdoc/>
    public void Settle() => bandit.Learn();
}
