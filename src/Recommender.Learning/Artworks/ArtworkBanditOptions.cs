namespace Recommender.Learning.Artworks;

/// <summary>What is believed of artworks before anything was seen, and how much is left to chance.</summary>
/// <remarks>Deviations are of the logit of the reward: 0.5 makes 29 plays of 20 in a hundred impressions.</remarks>
public sealed record ArtworkBanditOptions
{
    /// <summary>Least probability of every artwork that could be shown, so that exploration never ends and every policy can be judged; with more than 1/floor artworks all are alike. In [0, 1).</summary>
    public double Floor { get; init; } = 0.005;

    /// <summary>How much a title's appeal to a persona differs from the mean reward of what was shown, whatever the artwork. Wide, because what is shown is mostly the best: a narrow one would blame the tags for what that leaves. Above 0.</summary>
    public double TitleDeviation { get; init; } = 4;

    /// <summary>How much a depicted tag's effect on a persona differs from what is believed of it. Above 0.</summary>
    public double TagDeviation { get; init; } = 0.4;

    /// <summary>How much an artwork differs from what its tags say. Above 0.</summary>
    public double ResidualDeviation { get; init; } = 0.15;

    /// <summary>Mean reward until one is seen. In (0, 1).</summary>
    public double ExpectedReward { get; init; } = 0.2;

    internal void Check()
    {
        Option.Require(Floor is >= 0 and < 1, nameof(Floor), Floor, "from 0, below 1");
        Option.Require(TitleDeviation > 0 && double.IsFinite(TitleDeviation), nameof(TitleDeviation), TitleDeviation, "above 0");
        Option.Require(TagDeviation > 0 && double.IsFinite(TagDeviation), nameof(TagDeviation), TagDeviation, "above 0");
        Option.Require(ResidualDeviation > 0 && double.IsFinite(ResidualDeviation), nameof(ResidualDeviation), ResidualDeviation, "above 0");
        Option.Require(ExpectedReward is > 0 and < 1, nameof(ExpectedReward), ExpectedReward, "above 0, below 1");
    }
}
