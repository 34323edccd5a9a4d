using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Clustering;

/// <summary>Clusters rows by direction: centroids of norm 1, each row with the centroid of the highest inner product.</summary>
/// <remarks>
/// Dhillon and Modha, "Concept Decompositions for Large Sparse Text Data Using Clustering", Machine Learning 42, 2001.
/// The first centroids are drawn as k-means++ draws them, several in one pass over the rows.
/// </remarks>
public static class SphericalKMeans
{
    /// <summary>Trains centroids.</summary>
    /// <param name="rows">Shape (n, d), of any norm: each counts by its direction alone, rows of zeros not at all.</param>
    /// <param name="centroids">How many, k, from 1 to the number of rows that are not zeros.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after each iteration; null if nobody asks.</param>
    /// <param name="cancellation">Stops training between blocks of rows.</param>
    /// <returns>Centroids of norm 1, shape (k, d); the caller owns them.</returns>
    /// <exception cref="ArgumentException">A number is out of range, or a row is not finite or longer than a float.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// O(min(n, k·r)·k·d) for an iteration, with r rows for each centroid, and a copy of the rows trained on. The same bits
    /// for any number of threads. With fewer directions than centroids, some centroids are alike and have no rows.
    /// </remarks>
    public static AlignedMatrix<float> Train(
        AlignedMatrix<float> rows, int centroids, SphericalKMeansOptions? options = null,
        IProgress<SphericalKMeansProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(rows, centroids, options ?? new SphericalKMeansOptions(), progress, KernelChoice.Active, cancellation);

    internal static AlignedMatrix<float> Train(
        AlignedMatrix<float> rows, int centroids, SphericalKMeansOptions options,
        IProgress<SphericalKMeansProgress>? progress, KernelSet kernels, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(centroids, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(centroids, rows.Rows);
        options.Check();

        var workers = Workers.For(options.Threads, cancellation);
        using var sample = UnitSample.Of(rows, centroids, options, kernels, workers);
        using var training = new KMeansTraining(sample, centroids, options, kernels, workers);
        training.Run(progress);
        return training.Result();
    }

    /// <summary>Writes the nearest centroid of every row. To ask more than once, keep a <see cref="NearestCentroids"/>.</summary>
    /// <param name="rows">Shape (n, d), of any norm; a row of zeros goes to centroid 0.</param>
    /// <param name="centroids">Shape (k, d), k from 1.</param>
    /// <param name="nearest">Receives centroids, shape (n); the lower one of equals.</param>
    /// <param name="scores">Receives the inner product of each row with its centroid, shape (n).</param>
    /// <param name="threads">Most threads to use, from 1; all cores unless told. The result does not depend on it.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <exception cref="ArgumentException">A shape does not match, or a row is not finite or longer than a float; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; results of some rows may have been written.</exception>
    public static void Assign(
        AlignedMatrix<float> rows, AlignedMatrix<float> centroids, Span<int> nearest, Span<float> scores,
        int? threads = null, CancellationToken cancellation = default)
    {
        using var packed = new NearestCentroids(centroids);
        packed.Assign(rows, nearest, scores, threads, cancellation);
    }
}
