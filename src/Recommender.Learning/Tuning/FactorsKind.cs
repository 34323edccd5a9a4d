using Recommender.Learning.Data;
using Recommender.Learning.Factorization;
using Recommender.Learning.Scoring;

namespace Recommender.Learning.Tuning;

/// <summary>Learns embeddings by <see cref="ImplicitFactorization"/>.</summary>
/// <param name="seed">Of their first values.</param>
/// <remarks>The ranges are around those of Rendle et al., "Revisiting the Performance of iALS on Item Recommendation Benchmarks", RecSys 2022. A half-life of 0 is none.</remarks>
public sealed class FactorsKind(ulong seed) : IModelKind
{
    private static readonly double[] Dimensions = [16, 32, 64, 128, 256, 512];
    private static readonly double[] EpochCounts = [4, 6, 8, 12, 16, 32];
    private static readonly double[] Exponents = [0.25, 0.5, 0.75, 1];
    private static readonly double[] Grades = [0, 1, 4, 16, 64];
    private static readonly double[] HalfLives = [0, 7, 15, 30, 60, 120, 365, 1500];

    /// <inheritdoc/>
    public string Name => "factors";

    /// <inheritdoc/>
    public IReadOnlyList<SettingRange> Space { get; } =
    [
        SettingRange.Choice("dimension", Dimensions, 32) with { IsCostly = true },
        SettingRange.Logarithmic("regularization", 1e-3, 3, 0.03),
        SettingRange.Logarithmic("unobserved-weight", 3e-3, 3, 0.05),
        SettingRange.Choice("exponent", Exponents, 1),
        SettingRange.Choice("epochs", EpochCounts, 8) with { IsCostly = true },
        SettingRange.Choice("grade", Grades, 0),
        SettingRange.Choice("half-life", HalfLives, 0),
    ];

    /// <inheritdoc/>
    public ITitleScorer Learn(Interactions training, Settings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = new FactorizationOptions
        {
            Dimension = settings.Whole("dimension"),
            Regularization = settings["regularization"],
            UnobservedWeight = settings["unobserved-weight"],
            RegularizationExponent = settings["exponent"],
            Epochs = settings.Whole("epochs"),
            Seed = seed,
            Signal = new() { Grade = settings["grade"], HalfLifeDays = settings["half-life"] == 0 ? null : settings["half-life"] },
        };
        return new FactorScorer(ImplicitFactorization.Train(training, options, cancellation: cancellation));
    }
}
