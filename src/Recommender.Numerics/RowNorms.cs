using Recommender.Numerics.Kernels;

namespace Recommender.Numerics;

/// <summary>Norms of rows. A finite one vouches that no inner product with a unit vector overflows on its way.</summary>
internal static unsafe class RowNorms
{
    // A sum of squares within these is neither too large nor too small for a float.
    private const float Smallest = 1e-30f;
    private const float Largest = 1e30f;

    /// <summary>‖x‖, 0 for zeros alone; not finite when an element is not, or the norm exceeds a float.</summary>
    public static float Of(ReadOnlySpan<float> row)
    {
        var sum = 0.0;
        foreach (var element in row) sum += (double)element * element;
        return (float)Math.Sqrt(sum);
    }

    /// <summary>Refuses the first row whose norm is not finite.</summary>
    public static void Check(AlignedMatrix<float> rows, KernelSet kernels, Workers workers, string parameter) =>
        _ = CountNonZero(rows, kernels, workers, parameter, isZero: null);

    /// <summary>Refuses the first row whose norm is not finite; counts those that have a direction, and marks those that are zeros.</summary>
    public static int CountNonZero(
        AlignedMatrix<float> rows, KernelSet kernels, Workers workers, string parameter, bool[]? isZero)
    {
        var (bad, zeros) = (int.MaxValue, 0);
        workers.Rows(rows, (first, count) =>
        {
            var found = 0;
            for (var row = first; row < first + count; row++)
            {
                var norm = Of(rows, row, kernels);
                if (norm == 0)
                {
                    found++;
                    if (isZero != null) isZero[row] = true;
                }

                if (!float.IsFinite(norm)) Lower(ref bad, row);
            }

            Interlocked.Add(ref zeros, found);
        });
        if (bad < rows.Rows) Throw.RowNotFinite(bad, parameter);
        return rows.Rows - zeros;
    }

    /// <summary>‖x‖ of a row of a matrix, quickly where its square is a float.</summary>
    public static float Of(AlignedMatrix<float> rows, int row, KernelSet kernels)
    {
        float sum;
        var elements = rows.RowPointer(row);
        kernels.Scan(elements, rows.Stride, 1, elements, &sum, prefetch: 0);
        return sum is > Smallest and < Largest ? MathF.Sqrt(sum) : Of(rows[row]);
    }

    private static void Lower(ref int least, int value)
    {
        var seen = Volatile.Read(ref least);
        while (value < seen)
        {
            var before = Interlocked.CompareExchange(ref least, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
