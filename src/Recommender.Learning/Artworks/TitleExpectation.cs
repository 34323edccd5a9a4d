namespace Recommender.Learning.Artworks;

/// <summary>What reward to expect of a title and persona whatever the artwork: their mean, drawn towards the title's, and that towards the mean of all.</summary>
/// <param name="titles">Number of titles.</param>
/// <param name="atFirst">Until anything is seen. It counts as one impression, so that no reward at all is no certainty.</param>
internal sealed class TitleExpectation(int titles, double atFirst)
{
    private const double Drawn = 20;   // impressions' worth

    private readonly double[] _weights = new double[titles];
    private readonly double[] _rewards = new double[titles];
    private double _weight = 1;
    private double _reward = atFirst;

    public void Add(int title, double reward, double weight)
    {
        _weights[title] += weight;
        _rewards[title] += weight * reward;
        _weight += weight;
        _reward += weight * reward;
    }

    /// <summary>In (0, 1), by a margin that logits can bear.</summary>
    public double Of(int title, ContextCounts counts) => Of(counts, (_weights[title], _rewards[title]), (_weight, _reward));

    /// <summary>The same of sums that were made elsewhere; that of all is not nothing.</summary>
    public static double Of(ContextCounts counts, (double Weight, double Reward) title, (double Weight, double Reward) all)
    {
        var ofTitle = (title.Reward + Drawn * all.Reward / all.Weight) / (title.Weight + Drawn);
        var expected = (counts.Rewards.Sum() + Drawn * ofTitle) / (counts.Weights.Sum() + Drawn);
        return Math.Clamp(expected, 1e-3, 1 - 1e-3);
    }
}
