namespace Recommender.Learning.Factorization;

/// <summary>How what a member did becomes a target and the confidence in it.</summary>
/// <remarks>
/// A value v, a rating or a strength, is a liking with target 1 and confidence (1 + g·s) / (1 + g·s̄): g is <see cref="Grade"/>,
/// s says where v lies between the least (0) and the greatest (1) value of all likings, s̄ is the mean of s. So confidences have
/// mean 1 whatever g is, and are all 1 where g is 0 or all values are alike. A value below <see cref="NegativeBelow"/> is a
/// dislike. With a half-life, a confidence is halved for each that lies between the event and the newest one of the dataset.
/// </remarks>
public sealed record SignalOptions
{
    /// <summary>g, from 0: the confidence in the greatest value against that in the least is 1 + g to 1.</summary>
    public double Grade { get; init; } = 0.5;

    /// <summary>How values are placed between the least and the greatest.</summary>
    public SignalScale Scale { get; init; } = SignalScale.Linear;

    /// <summary>Values below this are dislikes; null for none.</summary>
    public double? NegativeBelow { get; init; }

    /// <summary>Target of a dislike, 0 or below.</summary>
    public double NegativeTarget { get; init; }

    /// <summary>Confidence in a dislike, from 0, where that in a liking is 1 in the mean.</summary>
    public double NegativeWeight { get; init; } = 1;

    /// <summary>Days in which an event loses half of its confidence; null for never. Events of unknown time lose none.</summary>
    public double? HalfLifeDays { get; init; }

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value and what is allowed.</exception>
    public void Check()
    {
        Setting.Require(Grade is >= 0 and <= 1000, nameof(Grade), Grade, "0 to 1000");
        Setting.Require(Enum.IsDefined(Scale), nameof(Scale), Scale, string.Join(", ", Enum.GetNames<SignalScale>()));
        Setting.Require(NegativeBelow is null || double.IsFinite(NegativeBelow.Value), nameof(NegativeBelow), NegativeBelow, "finite numbers");
        Setting.Require(NegativeTarget is >= -10 and <= 0, nameof(NegativeTarget), NegativeTarget, "-10 to 0");
        Setting.Require(NegativeWeight is >= 0 and <= 1000, nameof(NegativeWeight), NegativeWeight, "0 to 1000");
        Setting.Require(HalfLifeDays is null or (> 0 and <= 1e6), nameof(HalfLifeDays), HalfLifeDays, "above 0, to 1000000");
    }
}
