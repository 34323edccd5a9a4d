using Recommender.Learning.Data;
using Recommender.Numerics.Solvers;

namespace Recommender.Learning.Factorization;

/// <summary>How embeddings are trained from interactions.</summary>
/// <remarks>
/// What is minimised, with x of members and y of titles, is
/// Σ w (t − x·y)² over the interactions + α₀ Σ (x·y)² over all pairs + Σ λ(m + α₀·N)^ν ‖x‖² over the members, and the same over
/// the titles, where m is the sum of an embedding's confidences and N the number of rows on the other side.
/// Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008; in the form and with the
/// regularisation of Rendle, Krichene, Zhang and Koren, "Revisiting the Performance of iALS on Item Recommendation
/// Benchmarks", RecSys 2022.
/// </remarks>
public sealed record FactorizationOptions
{
    /// <summary>Fewest elements of an embedding.</summary>
    public const int MinDimension = 8;

    /// <summary>Most elements of an embedding.</summary>
    public const int MaxDimension = PositiveDefiniteSolver.MaxDimension;

    /// <summary>Most weight that all pairs of which nothing is known have together, where that of all interactions is 1, in sets that <see cref="SuitedTo"/> sees.</summary>
    public const double MostUnobserved = 50;

    /// <summary>Elements of an embedding, d.</summary>
    public int Dimension { get; init; } = 64;

    /// <summary>Times that all members and then all titles are solved, from 1.</summary>
    public int Epochs { get; init; } = 16;

    /// <summary>α₀: weight of a pair of which nothing is known, whose target is 0. From 0, where 0 leaves such pairs out.</summary>
    public double UnobservedWeight { get; init; } = 0.1;

    /// <summary>λ: pull to the origin, above 0.</summary>
    public double Regularization { get; init; } = 0.003;

    /// <summary>ν: 1 pulls each embedding by all that it is fitted to, 0 pulls all alike. 0 to 2.</summary>
    public double RegularizationExponent { get; init; } = 1;

    /// <summary>Standard deviation of a first embedding's norm: that of its elements times √d. Above 0.</summary>
    public double InitialDeviation { get; init; } = 0.1;

    /// <summary>What values, dislikes and times mean.</summary>
    public SignalOptions Signal { get; init; } = new();

    /// <summary>Start of the random numbers: the same interactions, settings and kernels give the same bits.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads to use, from 1; null for all cores. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// These settings for a set in which pairs are many and interactions few: there the pairs of which nothing is known, which pull all
    /// embeddings to the origin, would leave of each nothing but what is common to all. Their sum of weights is held at
    /// <see cref="MostUnobserved"/> times that of the interactions.
    /// </summary>
    /// <param name="interactions">What is learnt from.</param>
    /// <returns>These where <see cref="UnobservedWeight"/> is low enough already.</returns>
    public FactorizationOptions SuitedTo(Interactions interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var pairs = (double)interactions.MemberCount * interactions.TitleCount;
        var most = pairs > 0 ? MostUnobserved * interactions.Count / pairs : UnobservedWeight;
        return most < UnobservedWeight ? this with { UnobservedWeight = most } : this;
    }

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value and what is allowed.</exception>
    public void Check()
    {
        Setting.Require(Dimension is >= MinDimension and <= MaxDimension, nameof(Dimension), Dimension, $"{MinDimension} to {MaxDimension}");
        Setting.Require(Epochs is >= 1 and <= 10_000, nameof(Epochs), Epochs, "1 to 10000");
        Setting.Require(UnobservedWeight is >= 0 and <= 1e3, nameof(UnobservedWeight), UnobservedWeight, "0 to 1000");
        Setting.Require(Regularization is >= 1e-9 and <= 1e6, nameof(Regularization), Regularization, "1e-9 to 1e6");
        Setting.Require(RegularizationExponent is >= 0 and <= 2, nameof(RegularizationExponent), RegularizationExponent, "0 to 2");
        Setting.Require(InitialDeviation is > 0 and <= 100, nameof(InitialDeviation), InitialDeviation, "above 0, to 100");
        Setting.Require(Threads is null or (>= 1 and <= 1024), nameof(Threads), Threads, "1 to 1024");
        Setting.Require(Signal is not null, nameof(Signal), Signal, "settings");
        Signal!.Check();
    }

    /// <summary>λ(m + α₀·N)^ν.</summary>
    /// <param name="confidence">m: the sum of the confidences that the embedding is fitted to.</param>
    /// <param name="others">N: number of rows on the other side.</param>
    internal float RidgeOf(double confidence, int others) =>
        (float)(Regularization * Math.Pow(confidence + UnobservedWeight * others, RegularizationExponent));
}
