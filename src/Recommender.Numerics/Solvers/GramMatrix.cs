using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Solvers;

/// <summary>Sums of outer products over all rows of a matrix.</summary>
public static unsafe class GramMatrix
{
    // Parts are summed in float, and their sums in double: a million rows lose no more than some thousands.
    private const int LeastRowsOfPart = 1024;
    private const int MaxParts = 64;

    /// <summary>Computes Σ wᵣ xᵣ xᵣᵀ.</summary>
    /// <param name="rows">Shape (n, d), d up to <see cref="PositiveDefiniteSolver.MaxDimension"/>.</param>
    /// <param name="weights">wᵣ, shape (n), finite; empty: 1 for every row.</param>
    /// <param name="threads">Most threads to use, from 1; all cores unless told. The result does not depend on it.</param>
    /// <param name="cancellation">Stops between parts of the rows.</param>
    /// <returns>Both halves, shape (d, d); the caller owns it. Of no rows: zeros.</returns>
    /// <exception cref="ArgumentException">A shape does not match, or a weight or row is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>n·d²/2 steps. Safe from many threads.</remarks>
    public static AlignedMatrix<float> Of(
        AlignedMatrix<float> rows, ReadOnlySpan<float> weights = default, int? threads = null, CancellationToken cancellation = default) =>
        Of(rows, weights, Workers.For(threads, cancellation), KernelChoice.Active);

    internal static AlignedMatrix<float> Of(AlignedMatrix<float> rows, ReadOnlySpan<float> weights, Workers workers, KernelSet kernels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Dimension, PositiveDefiniteSolver.MaxDimension, nameof(rows));
        if (!weights.IsEmpty) Check.Output(weights.Length, rows.Rows, nameof(weights));
        for (var i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i])) Throw.NotFinite(i, weights[i], nameof(weights));
        }

        using var hold = rows.Hold();
        RowNorms.Check(rows, kernels, workers, nameof(rows));
        fixed (float* weight = weights) return Sum(rows, weight, workers, kernels);
    }

    private static AlignedMatrix<float> Sum(AlignedMatrix<float> rows, float* weights, Workers workers, KernelSet kernels)
    {
        var length = Math.Max(LeastRowsOfPart, (rows.Rows + MaxParts - 1) / MaxParts);
        var parts = new AlignedMatrix<float>?[MaxParts];
        try
        {
            workers.Parts(rows.Rows, length, (first, count) =>
            {
                var part = parts[first / length] = new AlignedMatrix<float>(rows.Dimension, rows.Dimension);
                using var products = new OuterProducts(kernels.Solver, part);
                for (var row = first; row < first + count; row++)
                    products.Add(rows.RowPointer(row), weights == null ? 1 : weights[row]);
                products.Flush();
            });
            return Total(parts, rows.Dimension);
        }
        finally
        {
            foreach (var part in parts) part?.Dispose();
        }
    }

    private static AlignedMatrix<float> Total(AlignedMatrix<float>?[] parts, int dimension)
    {
        var total = new AlignedMatrix<float>(dimension, dimension);
        for (var i = 0; i < dimension; i++)
        {
            for (var j = i; j < dimension; j++)
            {
                var sum = 0.0;
                foreach (var part in parts) sum += part?[i][j] ?? 0;
                total.Writable(i)[j] = total.Writable(j)[i] = (float)sum;
            }
        }

        return total;
    }
}
