using Recommender.Learning.Factorization;

namespace Recommender.Learning.TagMaps;

/// <summary>How a map from tags to embeddings is trained.</summary>
public sealed record TagMapOptions
{
    /// <summary>Ridges to choose from, by how well titles are told that were left out; each above 0.</summary>
    public IReadOnlyList<double> Ridges { get; init; } = [3, 10, 30];

    /// <summary>Parts of the titles that are left out in turn, from 2.</summary>
    public int Folds { get; init; } = 4;

    /// <summary>Interactions at which a title counts half of what it could: a few say little of where it belongs. Above 0.</summary>
    public double HalfSupport { get; init; } = 3;

    /// <summary>Most titles to choose the ridge by, from 2: more take time in proportion.</summary>
    public int MaxChoosingTitles { get; init; } = 20_000;

    /// <summary>Steps of the conjugate gradient at most, from 1.</summary>
    public int MaxSteps { get; init; } = 100;

    /// <summary>Residual, as part of the first, at which the gradient ends. Above 0, below 1.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Most threads to use, from 1; null for all cores. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value and what is allowed.</exception>
    public void Check()
    {
        Setting.Require(Ridges is { Count: > 0 }, nameof(Ridges), Ridges?.Count, "one or more");
        foreach (var ridge in Ridges!) Setting.Require(ridge is > 0 and < 1e9, nameof(Ridges), ridge, "above 0, below 1e9");
        Setting.Require(Folds is >= 2 and <= 100, nameof(Folds), Folds, "2 to 100");
        Setting.Require(HalfSupport is > 0 and < 1e9, nameof(HalfSupport), HalfSupport, "above 0, below 1e9");
        Setting.Require(MaxChoosingTitles >= 2, nameof(MaxChoosingTitles), MaxChoosingTitles, "from 2");
        Setting.Require(MaxSteps >= 1, nameof(MaxSteps), MaxSteps, "from 1");
        Setting.Require(Tolerance is > 0 and < 1, nameof(Tolerance), Tolerance, "above 0, below 1");
        Setting.Require(Threads is null or >= 1, nameof(Threads), Threads, "from 1");
    }
}
