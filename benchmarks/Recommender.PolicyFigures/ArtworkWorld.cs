namespace Recommender.PolicyFigures;

/// <summary>Titles with artworks, personas, and the chance that a member of a persona plays a title shown by an artwork: known, so that the best artwork is.</summary>
/// <remarks>
/// On the scale of logits: a title's own appeal, of which no artwork changes anything; what each depicted tag is worth to the persona;
/// what the artwork is worth to the persona beyond that.
/// </remarks>
public sealed class ArtworkWorld
{
    private const int Tags = 30;
    private const int Artworks = 5;
    private const double ResidualDeviation = 0.15;

    private readonly double[][][] _chances;   // by title, then by persona, then by artwork

    /// <summary>Makes one; the seed decides everything.</summary>
    public ArtworkWorld(int titles, int personas, int seed)
    {
        var random = new Random(seed);
        double[][] tastes = [.. Enumerable.Range(0, personas).Select(_ => Enumerable.Range(0, Tags).Select(_ => 0.5 * Normal(random)).ToArray())];

        // What editors believe before anything was seen: half right.
        TagMatch = [.. tastes.Select(taste => taste.Select(effect => (effect + 0.5 * Normal(random)) / 2).ToArray())];
        Depicts = [.. Enumerable.Range(0, titles).Select(_ => Enumerable.Range(0, Artworks).Select(_ => Depicted(random)).ToArray())];
        _chances = [.. Depicts.Select(artworks =>
        {
            var appeal = -1.6 + 0.6 * Normal(random);
            return tastes.Select(taste => artworks.Select(tags => 1 / (1 + Math.Exp(-(appeal + tags.Sum(tag => taste[tag]) + ResidualDeviation * Normal(random))))).ToArray()).ToArray();
        })];
    }

    /// <summary>By title, then by artwork: the tags that it depicts.</summary>
    public IReadOnlyList<IReadOnlyList<int[]>> Depicts { get; }

    /// <summary>By persona: what each tag is believed to be worth before anything was seen.</summary>
    public IReadOnlyList<double[]> TagMatch { get; }

    /// <summary>Number of titles.</summary>
    public int Titles => Depicts.Count;

    /// <summary>Number of personas.</summary>
    public int Personas => TagMatch.Count;

    /// <summary>The chance of a play.</summary>
    public double Chance(int title, int persona, int artwork) => _chances[title][persona][artwork];

    /// <summary>The chance of a play with the best artwork.</summary>
    public double Best(int title, int persona) => _chances[title][persona].Max();

    private static int[] Depicted(Random random)
    {
        var tags = Enumerable.Range(0, Tags).ToArray();
        random.Shuffle(tags);
        return tags[..random.Next(2, 5)];
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
