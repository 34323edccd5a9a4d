namespace Recommender.PolicyFigures;

/// <summary>Impressions and plays of each artwork by each persona.</summary>
/// <param name="world">The world.</param>
internal sealed class PlayCounts(ArtworkWorld world)
{
    private readonly (int Plays, int Impressions)[][][] _counts = [.. world.Depicts.Select(artworks => Enumerable.Range(0, world.Personas).Select(_ => new (int, int)[artworks.Count]).ToArray())];

    public void Add(int title, int persona, int artwork, bool isPlayed)
    {
        ref var count = ref _counts[title][persona][artwork];
        count = (count.Plays + (isPlayed ? 1 : 0), count.Impressions + 1);
    }

    /// <summary>The artwork whose counts score best.</summary>
    public int Best(int title, int persona, Func<int, int, double> score)
    {
        var (best, most) = (0, double.NegativeInfinity);
        for (var artwork = 0; artwork < _counts[title][persona].Length; artwork++)
        {
            var (plays, impressions) = _counts[title][persona][artwork];
            if (score(plays, impressions) is var scored && scored > most) (best, most) = (artwork, scored);
        }

        return best;
    }
}
