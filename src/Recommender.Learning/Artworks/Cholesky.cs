using System.Numerics.Tensors;

namespace Recommender.Learning.Artworks;

/// <summary>Factors and solves symmetric positive definite systems, of a few rows or some hundreds, in double. Golub and Van Loan, "Matrix Computations", section 4.2.</summary>
/// <remarks>All goes along rows, which lie in one piece.</remarks>
internal static class Cholesky
{
    // Below this a loop is done before a kernel has begun.
    private const int Short = 12;

    /// <summary>Replaces the lower half of a matrix, shape (n, n), by L with LLᵀ = the matrix; the upper half is left alone. What rounding has made negative counts as nothing.</summary>
    public static void Factor(Span<double> matrix, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = matrix.Slice(i * n, i + 1);
            for (var j = 0; j < i; j++) row[j] = (row[j] - Dot(row[..j], matrix.Slice(j * n, j))) / matrix[(j * n) + j];
            row[i] = Math.Sqrt(Math.Max(row[i] - Dot(row[..i], row[..i]), 1e-18));
        }
    }

    /// <summary>Replaces b by the x of LLᵀx = b.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> b) => Solve(factor, n, b, first: 0);

    /// <summary>The inverse of LLᵀ.</summary>
    public static double[] Inverse(ReadOnlySpan<double> factor, int n)
    {
        var inverse = new double[n * n];
        for (var j = 0; j < n; j++)
        {
            var row = inverse.AsSpan(j * n, n);   // as good as a column: the inverse is symmetric
            row[j] = 1;
            Solve(factor, n, row, first: j);
        }

        return inverse;
    }

    // Of a b that is 0 before the first.
    private static void Solve(ReadOnlySpan<double> factor, int n, Span<double> b, int first)
    {
        for (var i = first; i < n; i++) b[i] = (b[i] - Dot(factor[((i * n) + first)..((i * n) + i)], b[first..i])) / factor[(i * n) + i];
        for (var i = n - 1; i >= 0; i--)
        {
            b[i] /= factor[(i * n) + i];
            Subtract(factor.Slice(i * n, i), b[i], b[..i]);
        }
    }

    private static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        if (one.Length >= Short) return TensorPrimitives.Dot(one, other);
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++) sum += one[i] * other[i];
        return sum;
    }

    private static void Subtract(ReadOnlySpan<double> row, double times, Span<double> from)
    {
        if (row.Length >= Short) TensorPrimitives.MultiplyAdd(row, -times, from, from);
        else for (var i = 0; i < row.Length; i++) from[i] -= row[i] * times;
    }
}
