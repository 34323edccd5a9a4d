namespace Recommender.Numerics;

/// <summary>How an inverted file is built and kept.</summary>
public sealed record InvertedFileOptions
{
    /// <summary>Part of the true best rows that a search must find on average: above 0, below 1.</summary>
    public double TargetRecall { get; init; } = 0.99;

    /// <summary>The K for which recall is promised and reported, from 1; others are measured too, and interpolated.</summary>
    public int K { get; init; } = 100;

    /// <summary>Lists that rows are divided into, from 1; null for 24 times the cube root of the number of rows.</summary>
    public int? Lists { get; init; }

    /// <summary>
    /// Whether rows of 256 elements or more are scanned along their few longest directions, where these hold nearly all of them:
    /// several times faster. What they leave over is bounded, so that all lists still give the exact result.
    /// </summary>
    public bool Projected { get; init; } = true;

    /// <summary>Rows to train on for each list, from 1.</summary>
    public int TrainingRows { get; init; } = 64;

    /// <summary>Queries to measure with when the caller gives none, from 2: half of them to choose, half to report.</summary>
    public int Queries { get; init; } = 1024;

    /// <summary>Start of the random numbers: the same rows and options give the same index.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads to build with, from 1; null for all cores. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Row numbers are below this; from the number of rows built with, to 2³⁰.</summary>
    public int RowLimit { get; init; } = 1 << 24;

    /// <summary>Rows that can be added before they are merged into the lists, 16 to 2²⁰. Every search scans those not yet merged.</summary>
    public int DeltaRows { get; init; } = 4096;

    internal void Check(int rows)
    {
        if (!(TargetRecall is > 0 and < 1)) Refuse(nameof(TargetRecall), TargetRecall, "above 0, below 1");
        if (K < 1) Refuse(nameof(K), K, "from 1");
        if (Lists < 1) Refuse(nameof(Lists), Lists.Value, "from 1");
        if (TrainingRows < 1) Refuse(nameof(TrainingRows), TrainingRows, "from 1");
        if (Queries < 2) Refuse(nameof(Queries), Queries, "from 2");
        if (Threads < 1) Refuse(nameof(Threads), Threads.Value, "from 1");
        if (RowLimit < rows || RowLimit > 1 << 30) Refuse(nameof(RowLimit), RowLimit, $"{rows}..{1 << 30}");
        if (DeltaRows is < 16 or > 1 << 20) Refuse(nameof(DeltaRows), DeltaRows, $"16..{1 << 20}");
    }

    private static void Refuse(string name, object value, string allowed) =>
        throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed {allowed}");
}
