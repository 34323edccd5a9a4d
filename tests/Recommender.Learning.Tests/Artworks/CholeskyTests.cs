using Recommender.Learning.Artworks;

namespace Recommender.Learning.Tests.Artworks;

public sealed class CholeskyTests
{
    public static TheoryData<int> Sizes => [.. Enumerable.Range(1, 40), 100];

    [Theory, MemberData(nameof(Sizes))]
    public void The_factor_times_itself_is_the_matrix_and_the_inverse_times_the_matrix_is_one(int n)
    {
        var matrix = PositiveDefinite(n);
        var factor = (double[])matrix.Clone();
        Cholesky.Factor(factor, n);
        var inverse = Cholesky.Inverse(factor, n);

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                Assert.Equal(matrix[(i * n) + j], Enumerable.Range(0, Math.Min(i, j) + 1).Sum(k => factor[(i * n) + k] * factor[(j * n) + k]), 1e-9);
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, n).Sum(k => inverse[(i * n) + k] * matrix[(k * n) + j]), 1e-9);
            }
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void What_is_solved_for_gives_the_right_side_back(int n)
    {
        var (matrix, random) = (PositiveDefinite(n), new Random(n));
        double[] right = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
        var (factor, solution) = ((double[])matrix.Clone(), (double[])right.Clone());
        Cholesky.Factor(factor, n);
        Cholesky.Solve(factor, n, solution);

        for (var i = 0; i < n; i++) Assert.Equal(right[i], Enumerable.Range(0, n).Sum(k => matrix[(i * n) + k] * solution[k]), 1e-9);
    }

    private static double[] PositiveDefinite(int n)
    {
        var (random, matrix) = (new Random(n), new double[n * n]);
        double[] root = [.. Enumerable.Range(0, n * n).Select(_ => random.NextDouble() - 0.5)];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) matrix[(i * n) + j] = (i == j ? 1 : 0) + Enumerable.Range(0, n).Sum(k => root[(i * n) + k] * root[(j * n) + k]);
        }

        return matrix;
    }
}
