using System.Runtime.CompilerServices;
using Recommender.Numerics.Kernels;

namespace Recommender.Numerics;

/// <summary>Inner products of queries with every row of a matrix.</summary>
/// <remarks>O(n·d), no allocation, safe from many threads. Every method checks first: on an exception nothing was written.</remarks>
public static unsafe class RowScan
{
    // Bytes asked for ahead of a row that may lie anywhere.
    private const int AheadBytes = 4096;

    /// <summary>The kernels that this process uses, such as <c>512-256-vnni</c>; RECOMMENDER_SIMD can name others.</summary>
    public static string Kernels => KernelChoice.Active.Name;

    /// <summary>Writes the inner product of one query with each row.</summary>
    /// <param name="rows">Shape (n, d).</param>
    /// <param name="query">Shape (d); no NaN; need not be normalised.</param>
    /// <param name="scores">Receives x·yᵣ in the order of the rows, shape (n), within d·2⁻²³·Σ|xᵢyᵢ|.</param>
    /// <exception cref="ArgumentException">The matrix is empty, a shape does not match or the query has a NaN.</exception>
    [SkipLocalsInit]
    public static void Scan(AlignedMatrix<float> rows, ReadOnlySpan<float> query, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Check.Query(query, rows.Rows, rows.Dimension, nameof(query));
        Check.Output(scores.Length, rows.Rows, nameof(scores));
        using var hold = rows.Hold();

        var buffer = stackalloc byte[AlignedQuery.BufferBytes];
        var aligned = AlignedQuery.Copy(query, buffer);
        fixed (float* to = scores)
        {
            KernelChoice.Active.Scan(
                rows.RowPointer(0), rows.Stride, rows.Rows, aligned, to, Prefetch.DistanceFor(rows.Bytes));
        }
    }

    /// <summary>Writes the inner product of one query with each of the named rows, wherever they lie.</summary>
    /// <param name="rows">Shape (n, d).</param>
    /// <param name="named">Row numbers, shape (m), each in [0, n); the same may come again.</param>
    /// <param name="query">Shape (d); no NaN; need not be normalised.</param>
    /// <param name="scores">Receives x·yᵣ in the order of the names, shape (m), within d·2⁻²³·Σ|xᵢyᵢ|.</param>
    /// <exception cref="ArgumentException">The matrix is empty, a shape does not match, there is no such row or the query has a NaN.</exception>
    [SkipLocalsInit]
    public static void Scan(AlignedMatrix<float> rows, ReadOnlySpan<int> named, ReadOnlySpan<float> query, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Check.Query(query, rows.Rows, rows.Dimension, nameof(query));
        Check.Output(scores.Length, named.Length, nameof(scores));
        foreach (var row in named)
        {
            if ((uint)row >= (uint)rows.Rows) Throw.RowOutOfRange(row, rows.Rows);
        }

        using var hold = rows.Hold();

        var buffer = stackalloc byte[AlignedQuery.BufferBytes];
        var aligned = AlignedQuery.Copy(query, buffer);
        var ahead = Math.Max(1, AheadBytes / (rows.Stride * sizeof(float)));   // what the hardware cannot foresee is asked for
        fixed (float* to = scores)
        {
            for (var i = 0; i < named.Length; i++)
            {
                if (i + ahead < named.Length) Prefetch.Bytes(rows.RowPointer(named[i + ahead]), Math.Min(rows.Stride * sizeof(float), AheadBytes));
                KernelChoice.Active.Scan(rows.RowPointer(named[i]), rows.Stride, count: 1, aligned, to + i, prefetch: 0);
            }
        }
    }

    /// <summary>Writes the exact inner product of one int8 query with each row.</summary>
    /// <param name="rows">Shape (n, d).</param>
    /// <param name="query">Shape (d).</param>
    /// <param name="dots">Receives Σ xᵢyᵢ in the order of the rows, shape (n).</param>
    /// <exception cref="ArgumentException">The matrix is empty or a shape does not match.</exception>
    [SkipLocalsInit]
    public static void Scan(Int8Matrix rows, ReadOnlySpan<sbyte> query, Span<int> dots)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Rows == 0) Throw.EmptyMatrix(nameof(rows));
        if (query.Length != rows.Dimension) Throw.DimensionsDiffer(query.Length, rows.Dimension, nameof(query));
        Check.Output(dots.Length, rows.Rows, nameof(dots));
        using var hold = rows.Hold();

        var buffer = stackalloc byte[AlignedQuery.BufferBytes];
        var aligned = AlignedQuery.Copy(query, buffer);
        var sum = Int8Queries.SumOf(query);
        fixed (int* to = dots) Int8Scan.Run(KernelChoice.Active, rows, new Int8Queries(aligned, 0, &sum), queryCount: 1, to);
    }

    /// <summary>Writes the inner products of up to eight queries with each row, reading the rows from memory once.</summary>
    /// <param name="rows">Shape (n, d).</param>
    /// <param name="queries">Shape (q, d), q from 1 to <see cref="MatrixLimits.MaxQueries"/>; no NaN.</param>
    /// <param name="scores">Receives the scores of one query after the other's, shape (q, n).</param>
    /// <exception cref="ArgumentException">The matrix is empty, a shape does not match, q is out of range or a query has a NaN.</exception>
    public static void ScanMany(AlignedMatrix<float> rows, AlignedMatrix<float> queries, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Check.Queries(queries, rows.Rows, rows.Dimension);
        Check.Output(scores.Length, (long)rows.Rows * queries.Rows, nameof(scores));
        using var hold = rows.Hold();
        using var holdQueries = queries.Hold();
        for (var q = 0; q < queries.Rows; q++) Check.Query(queries[q], rows.Rows, rows.Dimension, nameof(queries));

        fixed (float* to = scores)
        {
            ManyQueries.Scan(
                KernelChoice.Active, rows.RowPointer(0), rows.Stride, rows.Rows,
                queries.RowPointer(0), queries.Rows, to, Prefetch.DistanceFor(rows.Bytes));
        }
    }

    /// <summary>Writes the exact inner products of up to eight int8 queries with each row, reading the rows from memory once.</summary>
    /// <param name="rows">Shape (n, d).</param>
    /// <param name="queries">Shape (q, d), q from 1 to <see cref="MatrixLimits.MaxQueries"/>.</param>
    /// <param name="dots">Receives the sums of one query after the other's, shape (q, n).</param>
    /// <exception cref="ArgumentException">The matrix is empty, a shape does not match or q is out of range.</exception>
    public static void ScanMany(Int8Matrix rows, AlignedMatrix<sbyte> queries, Span<int> dots)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Check.Queries(queries, rows.Rows, rows.Dimension);
        Check.Output(dots.Length, (long)rows.Rows * queries.Rows, nameof(dots));
        using var hold = rows.Hold();
        using var holdQueries = queries.Hold();

        var sums = stackalloc int[MatrixLimits.MaxQueries];
        for (var q = 0; q < queries.Rows; q++) sums[q] = Int8Queries.SumOf(queries[q]);
        fixed (int* to = dots)
        {
            Int8Scan.Run(
                KernelChoice.Active, rows, new Int8Queries(queries.RowPointer(0), queries.Stride, sums), queries.Rows, to);
        }
    }
}
