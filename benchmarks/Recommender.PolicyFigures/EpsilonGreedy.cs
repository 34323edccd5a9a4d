namespace Recommender.PolicyFigures;

/// <summary>Shows what did best with this title and persona, and anything one time in ten.</summary>
/// <param name="world">The world.</param>
public sealed class EpsilonGreedy(ArtworkWorld world) : IArtworkPolicy
{
    private const double Epsilon = 0.1;

    private readonly PlayCounts _counts = new(world);

    /// <inheritdoc/>
    public string Name => "ε-greedy per title and persona";

    /// <inheritdoc/>
    public int Choose(int title, int persona, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return random.NextDouble() < Epsilon
            ? random.Next(world.Depicts[title].Count)
            : _counts.Best(title, persona, (plays, impressions) => impressions == 0 ? 1 + random.NextDouble() : (double)plays / impressions + 1e-9 * random.NextDouble());
    }

    /// <inheritdoc/>
    public void Observe(int title, int persona, int artwork, bool isPlayed) => _counts.Add(title, persona, artwork, isPlayed);

    /// <inheritdoc/>
    public void Settle()
    {
        // It has learnt all that it learns.
    }
}
