namespace Recommender.Learning.Artworks;

/// <summary>Factors and solves small symmetric positive definite systems, in double. Golub and Van Loan, "Matrix Computations", section 4.2.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower half of a matrix, shape (n, n), by L with LLᵀ = the matrix; the upper half is left alone. What rounding has made negative counts as nothing.</summary>
    public static void Factor(Span<double> matrix, int n)
    {
        for (var j = 0; j < n; j++)
        {
            var pivot = matrix[j * n + j];
            for (var k = 0; k < j; k++) pivot -= matrix[j * n + k] * matrix[j * n + k];
            pivot = Math.Sqrt(Math.Max(pivot, 1e-18));
            matrix[j * n + j] = pivot;
            for (var i = j + 1; i < n; i++)
            {
                var sum = matrix[i * n + j];
                for (var k = 0; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k];
                matrix[i * n + j] = sum / pivot;
            }
        }
    }

    /// <summary>Replaces b by the x of LLᵀx = b.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) b[i] -= factor[i * n + k] * b[k];
            b[i] /= factor[i * n + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) b[i] -= factor[k * n + i] * b[k];
            b[i] /= factor[i * n + i];
        }
    }

    /// <summary>The inverse of LLᵀ.</summary>
    public static double[] Inverse(ReadOnlySpan<double> factor, int n)
    {
        var (inverse, column) = (new double[n * n], new double[n]);
        for (var j = 0; j < n; j++)
        {
            Array.Clear(column);
            column[j] = 1;
            Solve(factor, n, column);
            for (var i = 0; i < n; i++) inverse[i * n + j] = column[i];
        }

        return inverse;
    }
}
