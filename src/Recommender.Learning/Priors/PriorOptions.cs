using Recommender.Learning.Factorization;

namespace Recommender.Learning.Priors;

/// <summary>Over which times popularity and trend are taken.</summary>
public sealed record PriorOptions
{
    /// <summary>Days in which an event's part in what is popular halves; null for never.</summary>
    public double? PopularityHalfLifeDays { get; init; }

    /// <summary>Days in which an event's part in what is in trend now halves. Above 0.</summary>
    public double TrendHalfLifeDays { get; init; } = 7;

    /// <summary>The same for what trends are measured against; more than <see cref="TrendHalfLifeDays"/>.</summary>
    public double BaseHalfLifeDays { get; init; } = 90;

    /// <summary>Events that a title is taken to have had at the usual pace, so that the first few are no trend. Above 0.</summary>
    public double TrendPrior { get; init; } = 5;

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value and what is allowed.</exception>
    public void Check()
    {
        Setting.Require(PopularityHalfLifeDays is null or (> 0 and <= 1e6), nameof(PopularityHalfLifeDays), PopularityHalfLifeDays, "above 0, to 1000000");
        Setting.Require(TrendHalfLifeDays is > 0 and <= 1e6, nameof(TrendHalfLifeDays), TrendHalfLifeDays, "above 0, to 1000000");
        Setting.Require(BaseHalfLifeDays is > 0 and <= 1e6 && BaseHalfLifeDays > TrendHalfLifeDays, nameof(BaseHalfLifeDays), BaseHalfLifeDays, $"above {TrendHalfLifeDays}, to 1000000");
        Setting.Require(TrendPrior is > 0 and <= 1e9, nameof(TrendPrior), TrendPrior, "above 0, to 1e9");
    }
}
