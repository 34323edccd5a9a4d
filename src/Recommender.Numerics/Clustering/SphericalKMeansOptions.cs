namespace Recommender.Numerics.Clustering;

/// <summary>How centroids are trained.</summary>
public sealed record SphericalKMeansOptions
{
    /// <summary>Rows to train on for each centroid, from 1: more give better centroids, and take time in proportion.</summary>
    public int RowsPerCentroid { get; init; } = 64;

    /// <summary>Most times that centroids are moved to the means of their rows, from 0.</summary>
    public int Iterations { get; init; } = 10;

    /// <summary>Training ends early when an iteration raises the mean cosine by less than this part of it. From 0.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Start of the random numbers: the same rows, options and kernels give the same bits.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads to use, from 1; null for all cores. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    internal void Check()
    {
        if (RowsPerCentroid < 1) Throw.Option(nameof(RowsPerCentroid), RowsPerCentroid, "from 1");
        if (Iterations < 0) Throw.Option(nameof(Iterations), Iterations, "from 0");
        if (!(Tolerance >= 0)) Throw.Option(nameof(Tolerance), Tolerance, "from 0");
        if (Threads < 1) Throw.Option(nameof(Threads), Threads.Value, "from 1");
    }
}
