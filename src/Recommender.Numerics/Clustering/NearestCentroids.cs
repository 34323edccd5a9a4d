using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Clustering;

/// <summary>The centroids that rows lie nearest to by inner product.</summary>
/// <remarks>
/// Packs a copy of the centroids once: k·d floats. Safe for many threads. Scores are sums of float in the order of the
/// elements, so a row has the same result alone, among others and with any number of threads. Equal scores: the lower centroid.
/// </remarks>
public sealed unsafe class NearestCentroids : IDisposable
{
    private readonly KernelSet _kernels;
    private readonly PackedColumns _packed;
    private readonly Panels _panels;

    /// <summary>Packs the centroids, shape (k, d), k from 1. The matrix stays the caller's, who may change it then.</summary>
    /// <exception cref="ArgumentException">There is no centroid, or one has an element that is not finite or too long a norm.</exception>
    public NearestCentroids(AlignedMatrix<float> centroids)
        : this(centroids, KernelChoice.Active)
    {
    }

    internal NearestCentroids(AlignedMatrix<float> centroids, KernelSet kernels)
    {
        ArgumentNullException.ThrowIfNull(centroids);
        if (centroids.Rows == 0) Throw.EmptyMatrix(nameof(centroids));
        using var hold = centroids.Hold();
        RowNorms.Check(centroids, kernels, Workers.For(threads: 1, CancellationToken.None), nameof(centroids));

        (_kernels, Count, Dimension) = (kernels, centroids.Rows, centroids.Dimension);
        _packed = new PackedColumns(kernels, Count, Dimension);
        _panels = _packed.Pack(centroids, 0, Count);
    }

    /// <summary>Number of centroids, k.</summary>
    public int Count { get; }

    /// <summary>Elements of a centroid and of a row, d.</summary>
    public int Dimension { get; }

    /// <summary>Writes the nearest centroid of every row.</summary>
    /// <param name="rows">Shape (n, d), of any norm; a row of zeros goes to centroid 0.</param>
    /// <param name="nearest">Receives centroids, shape (n).</param>
    /// <param name="scores">Receives the inner product of each row with its centroid, shape (n).</param>
    /// <param name="threads">Most threads to use, from 1; all cores unless told.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <exception cref="ArgumentException">A shape does not match, or a row is not finite or longer than a float; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; results of some rows may have been written.</exception>
    /// <remarks>O(n·k·d): a million rows of 128 and 4,096 centroids are about 10¹² operations, seconds on two cores.</remarks>
    public void Assign(
        AlignedMatrix<float> rows, Span<int> nearest, Span<float> scores,
        int? threads = null, CancellationToken cancellation = default) =>
        AssignFew(rows, each: 1, nearest, scores, threads, cancellation);

    /// <summary>Writes the few nearest centroids of every row, nearest first.</summary>
    /// <param name="rows">Shape (n, d), of any norm.</param>
    /// <param name="each">Centroids to find for a row, 1 to k.</param>
    /// <param name="nearest">Receives centroids, shape (n, each).</param>
    /// <param name="scores">Receives the inner products of each row with them, shape (n, each).</param>
    /// <param name="threads">Most threads to use, from 1; all cores unless told.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <exception cref="ArgumentException">A shape or number does not match, or a row is not finite or longer than a float; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; results of some rows may have been written.</exception>
    public void AssignFew(
        AlignedMatrix<float> rows, int each, Span<int> nearest, Span<float> scores,
        int? threads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(each, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(each, Count);
        if (rows.Dimension != Dimension) Throw.RowLength(rows.Dimension, Dimension, nameof(rows));
        Check.Output(nearest.Length, (long)rows.Rows * each, nameof(nearest));
        Check.Output(scores.Length, (long)rows.Rows * each, nameof(scores));
        var workers = Workers.For(threads, cancellation);
        using var hold = rows.Hold();
        using var holdPacked = _packed.Hold();
        RowNorms.Check(rows, _kernels, workers, nameof(rows));

        fixed (int* columns = nearest)
        {
            fixed (float* products = scores)
                Run(rows, new StrongestLists(columns, products, each), workers);
        }
    }

    /// <summary>Finds the nearest centroids of one row, nearest first. Allocates nothing.</summary>
    /// <param name="row">Shape (d), of any norm.</param>
    /// <param name="nearest">Receives centroids; its length, 1 to k, is how many.</param>
    /// <param name="scores">Receives the inner products with them, of the same length.</param>
    /// <exception cref="ArgumentException">A shape does not match, or the row is not finite or longer than a float; nothing was written.</exception>
    public void Find(ReadOnlySpan<float> row, Span<int> nearest, Span<float> scores)
    {
        if (row.Length != Dimension) Throw.RowLength(row.Length, Dimension, nameof(row));
        ArgumentOutOfRangeException.ThrowIfLessThan(nearest.Length, 1, nameof(nearest));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nearest.Length, Count, nameof(nearest));
        Check.Output(scores.Length, nearest.Length, nameof(scores));
        if (!float.IsFinite(RowNorms.Of(row))) Throw.RowNotFinite(0, nameof(row));
        using var hold = _packed.Hold();

        fixed (float* elements = row)
        fixed (int* columns = nearest)
        fixed (float* products = scores)
        {
            var list = new StrongestLists(columns, products, nearest.Length);
            list.Clear(1);
            _kernels.Strongest(elements, 0, 1, _panels, list);
        }
    }

    /// <summary>Frees the packed centroids once the calls that run have ended.</summary>
    public void Dispose() => _packed.Dispose();

    private void Run(AlignedMatrix<float> rows, StrongestLists lists, Workers workers) =>
        workers.Rows(rows, (first, count) =>
        {
            var part = lists.From(first);
            part.Clear(count);
            _kernels.Strongest(rows.RowPointer(first), rows.Stride, count, _panels, part);
        });
}
