namespace Recommender.Learning.Policies;

/// <summary>How policies are judged on a log.</summary>
public sealed record PolicyEvaluationOptions
{
    /// <summary>Parts into which decisions are divided, so that the reward model judges none that it has learnt from. From 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Pulls of the reward model's coefficients to zero, in pseudo-observations, to choose from. Each above 0.</summary>
    public IReadOnlyList<double> Ridges { get; init; } = [1, 10, 100, 1000, 10_000];

    /// <summary>Largest weight of a decision in clipped inverse propensity scores; above 0. Null: chosen from the log.</summary>
    public double? WeightCap { get; init; }

    /// <summary>Weight beyond which switch-DR believes the reward model alone; from 0. Null: chosen from the log.</summary>
    public double? SwitchWeight { get; init; }

    /// <summary>λ of optimistic shrinkage: a weight of √λ is halved; from 0, where the reward model alone is believed. Null: chosen from the log.</summary>
    public double? Shrinkage { get; init; }

    /// <summary>Number of resamples that an interval is made of; 0: no intervals.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Draws folds, what replay accepts, and the resamples.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads to use, from 1; null: all cores. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    internal ParallelOptions Parallelism => new() { MaxDegreeOfParallelism = Threads ?? Environment.ProcessorCount };

    internal void Check()
    {
        Option.Require(Folds >= 2, nameof(Folds), Folds, "from 2");
        Option.Require(Ridges.Count > 0 && Ridges.All(static ridge => ridge > 0 && double.IsFinite(ridge)), nameof(Ridges), string.Join(", ", Ridges), "one or more, each above 0");
        Option.Require(WeightCap is null or > 0, nameof(WeightCap), WeightCap, "above 0");
        Option.Require(SwitchWeight is null or >= 0, nameof(SwitchWeight), SwitchWeight, "from 0");
        Option.Require(Shrinkage is null or >= 0, nameof(Shrinkage), Shrinkage, "from 0");
        Option.Require(Resamples >= 0, nameof(Resamples), Resamples, "from 0");
        Option.Require(Threads is null or >= 1, nameof(Threads), Threads, "from 1");
    }
}
