using Recommender.Learning.Baselines;

namespace Recommender.Learning.Tests.Baselines;

public sealed class SymmetricInverseTests
{
    // Sizes around those of tiles, parts and blocks of pivots.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(300)]
    [InlineData(385)]
    public void Is_the_inverse_by_the_naive_way(int n)
    {
        var matrix = Definite(n);
        var expected = NaiveInverse.Of(matrix, n);
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++) matrix[i * n + j] = double.NaN;   // never read
        }

        SymmetricInverse.Invert(matrix, n, new());

        for (var i = 0; i < matrix.Length; i++) Assert.Equal(expected[i], matrix[i], 1e-10);
    }

    [Fact]
    public void The_bits_do_not_depend_on_threads()
    {
        var (one, many) = (Definite(333), Definite(333));
        SymmetricInverse.Invert(one, 333, new() { MaxDegreeOfParallelism = 1 });
        SymmetricInverse.Invert(many, 333, new() { MaxDegreeOfParallelism = 5 });

        Assert.Equal(one, many);
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused() =>
        Assert.Contains("pivot 1 is", Assert.Throws<ArithmeticException>(() => SymmetricInverse.Invert([1, 2, 2, 1], 2, new())).Message, StringComparison.Ordinal);

    private static double[] Definite(int n)
    {
        var random = new Random(n);
        var matrix = new double[n * n];
        for (var row = 0; row < 2 * n; row++)
        {
            var vector = Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5).ToArray();
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++) matrix[i * n + j] += vector[i] * vector[j];
            }
        }

        for (var i = 0; i < n; i++) matrix[i * n + i]++;
        return matrix;
    }
}
