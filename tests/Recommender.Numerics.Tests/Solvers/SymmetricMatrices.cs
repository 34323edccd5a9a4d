namespace Recommender.Numerics.Tests.Solvers;

/// <summary>Seeded symmetric matrices whose condition is known, and what a solver in double says of them.</summary>
internal static class SymmetricMatrices
{
    /// <summary>Eigenvalues from 1 down to 1 / condition in even ratios, about random axes.</summary>
    public static AlignedMatrix<float> WithCondition(int dimension, double condition, int seed)
    {
        var random = new Random(seed);
        var axes = new double[dimension, dimension];
        for (var i = 0; i < dimension; i++) axes[i, i] = Math.Pow(condition, -0.5 * i / Math.Max(1, dimension - 1));

        // Rotations of random pairs of axes by random angles keep the singular values.
        for (var turn = 0; turn < 12 * dimension; turn++)
        {
            var (a, b) = (random.Next(dimension), random.Next(dimension));
            if (a == b) continue;

            var (sin, cos) = Math.SinCos(random.NextDouble() * 2 * Math.PI);
            for (var i = 0; i < dimension; i++)
                (axes[i, a], axes[i, b]) = (cos * axes[i, a] - sin * axes[i, b], sin * axes[i, a] + cos * axes[i, b]);
        }

        var matrix = new AlignedMatrix<float>(dimension, dimension);
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < dimension; k++) sum += axes[k, i] * axes[k, j];
                matrix.Writable(i)[j] = (float)sum;
            }
        }

        return matrix;
    }

    /// <summary>1 / (i + j + 1), the classic of bad condition.</summary>
    public static AlignedMatrix<float> Hilbert(int dimension)
    {
        var matrix = new AlignedMatrix<float>(dimension, dimension);
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++) matrix.Writable(i)[j] = 1f / (i + j + 1);
        }

        return matrix;
    }

    public static AlignedMatrix<float> Copy(AlignedMatrix<float> matrix)
    {
        var copy = new AlignedMatrix<float>(matrix.Rows, matrix.Dimension);
        for (var row = 0; row < matrix.Rows; row++) matrix[row].CopyTo(copy.Writable(row));
        return copy;
    }

    /// <summary>A·x = b by Gaussian elimination in double with row exchange: nothing that the solver under test does.</summary>
    public static double[] SolveInDouble(AlignedMatrix<float> matrix, ReadOnlySpan<float> b)
    {
        var n = matrix.Rows;
        var rows = new double[n][];
        for (var i = 0; i < n; i++)
        {
            rows[i] = new double[n + 1];
            for (var j = 0; j < n; j++) rows[i][j] = j >= i ? matrix[i][j] : matrix[j][i];
            rows[i][n] = b[i];
        }

        for (var k = 0; k < n; k++)
        {
            var largest = Enumerable.Range(k, n - k).MaxBy(i => Math.Abs(rows[i][k]));
            (rows[k], rows[largest]) = (rows[largest], rows[k]);
            for (var i = k + 1; i < n; i++)
            {
                var factor = rows[i][k] / rows[k][k];
                for (var j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
            }
        }

        var x = new double[n];
        for (var k = n - 1; k >= 0; k--)
        {
            var sum = rows[k][n];
            for (var j = k + 1; j < n; j++) sum -= rows[k][j] * x[j];
            x[k] = sum / rows[k][k];
        }

        return x;
    }

    /// <summary>‖x − expected‖ / ‖expected‖.</summary>
    public static double RelativeError(ReadOnlySpan<float> x, double[] expected)
    {
        var (error, norm) = (0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            error += (x[i] - expected[i]) * (x[i] - expected[i]);
            norm += expected[i] * expected[i];
        }

        return Math.Sqrt(error / norm);
    }
}
