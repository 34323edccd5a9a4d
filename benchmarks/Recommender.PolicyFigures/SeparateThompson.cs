namespace Recommender.PolicyFigures;

/// <summary>Thompson sampling of each title and persona by itself: Bernoulli rewards, Beta(1, 1) priors.</summary>
/// <param name="world">The world.</param>
public sealed class SeparateThompson(ArtworkWorld world) : IArtworkPolicy
{
    private readonly PlayCounts _counts = new(world);

    /// <inheritdoc/>
    public string Name => "Thompson sampling per title and persona";

    /// <inheritdoc/>
    public int Choose(int title, int persona, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return _counts.Best(title, persona, (plays, impressions) => Beta(random, plays + 1, impressions - plays + 1));
    }

    /// <inheritdoc/>
    public void Observe(int title, int persona, int artwork, bool isPlayed) => _counts.Add(title, persona, artwork, isPlayed);

    /// <inheritdoc/>
    public void Settle()
    {
        // It has learnt all that it learns.
    }

    private static double Beta(Random random, int a, int b)
    {
        var (x, y) = (Gamma(random, a), Gamma(random, b));
        return x / (x + y);
    }

    // Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", 2000; shapes from 1.
    private static double Gamma(Random random, int shape)
    {
        var d = shape - 1.0 / 3;
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var v = Math.Pow(1 + normal / Math.Sqrt(9 * d), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < 0.5 * normal * normal + d - d * v + d * Math.Log(v)) return d * v;
        }
    }
}
