namespace Recommender.Learning.Baselines;

/// <summary>Settings of <see cref="Ease"/>.</summary>
public sealed record EaseOptions
{
    /// <summary>Largest value of <see cref="MostTitles"/>: a matrix of 2 GB in double and one of 1 GB in float.</summary>
    public const int MaxTitles = 16_000;

    /// <summary>λ, the ridge of the regression, above 0.</summary>
    public double Ridge { get; init; } = 250;

    /// <summary>
    /// Most titles that are modelled, 1 to <see cref="MaxTitles"/>: where members have more, those of the most members; the others score 0.
    /// Memory is at most 12 bytes times its square, time grows with its cube.
    /// </summary>
    public int MostTitles { get; init; } = 10_000;
}
