using Recommender.Learning.Artworks;

namespace Recommender.PolicyFigures;

/// <summary>How a policy did that learnt which artworks to show.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="Regret">Plays missed against the best artwork, per title, over all impressions.</param>
/// <param name="ShareOfBest">Chance of a play after the last impression, as a share of the best policy's.</param>
public sealed record ArtworkFigures(string Policy, double Regret, double ShareOfBest)
{
    private const int BetweenSettling = 5;   // impressions of each title
    private const int DrawsOfShare = 50;

    /// <summary>The shared bandit first, and what it is measured against.</summary>
    public static IEnumerable<IArtworkPolicy> Policies(ArtworkWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        yield return new SharedPolicy("shared through tags", new ArtworkBandit(world.Depicts, world.TagMatch));
        yield return new SharedPolicy("shared through tags, nothing believed before", new ArtworkBandit(world.Depicts, [.. world.TagMatch.Select(static match => new double[match.Length])]));
        yield return new SeparateThompson(world);
        yield return new EpsilonGreedy(world);
        yield return new PersonaBlind("Thompson sampling per title, whatever the persona", new SeparateThompson(world));
        yield return new PersonaBlind("ε-greedy per title, whatever the persona", new EpsilonGreedy(world));
    }

    /// <summary>Whether the first has reached 95 % of the best policy's plays with a third of the regret of those that share nothing, or less.</summary>
    public static bool IsReached(IReadOnlyList<ArtworkFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return figures[0].ShareOfBest >= 0.95 && figures.Where(static figure => figure.Policy.Contains("per title", StringComparison.Ordinal)).All(figure => figures[0].Regret <= figure.Regret / 3);
    }

    /// <summary>Shows every title so many times, each time to a persona by lot.</summary>
    public static ArtworkFigures Of(ArtworkWorld world, IArtworkPolicy policy, int impressions, int seed)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(policy);
        var (random, regret) = (new Random(seed), 0.0);
        for (var round = 0; round < impressions; round++)
        {
            for (var title = 0; title < world.Titles; title++)
            {
                var persona = random.Next(world.Personas);
                var artwork = policy.Choose(title, persona, random);
                var chance = world.Chance(title, persona, artwork);
                regret += world.Best(title, persona) - chance;
                policy.Observe(title, persona, artwork, random.NextDouble() < chance);
            }

            if ((round + 1) % BetweenSettling == 0) policy.Settle();
        }

        var (earned, best) = (0.0, 0.0);
        for (var title = 0; title < world.Titles; title++)
        {
            for (var persona = 0; persona < world.Personas; persona++)
            {
                for (var draw = 0; draw < DrawsOfShare; draw++) earned += world.Chance(title, persona, policy.Choose(title, persona, random)) / DrawsOfShare;
                best += world.Best(title, persona);
            }
        }

        return new(policy.Name, regret / world.Titles, earned / best);
    }
}
