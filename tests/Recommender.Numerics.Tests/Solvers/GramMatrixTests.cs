using Recommender.Numerics.Kernels;
using Recommender.Numerics.Solvers;

namespace Recommender.Numerics.Tests.Solvers;

public sealed class GramMatrixTests
{
    private static readonly int[] Counts = [0, 1, 65, 1023, 2500];
    private static readonly int[] Dimensions = [1, 16, 17, 40];

    public static IEnumerable<TheoryDataRow<string, int, int>> Cases =>
        from kernels in KernelChoice.All.Where(set => set.IsSupported)
        from rows in Counts
        from dimension in Dimensions
        select new TheoryDataRow<string, int, int>(kernels.Name, rows, dimension);

    [Theory, MemberData(nameof(Cases))]
    public void Sums_weighted_outer_products(string kernels, int count, int dimension)
    {
        using var rows = TestVectors.Floats(seed: 1, count, dimension);
        var random = new Random(1);
        var weights = Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() * 3 - 1).ToArray();
        var set = KernelChoice.All.Single(each => each.Name == kernels);
        using var gram = GramMatrix.Of(rows, weights, Workers.For(2, CancellationToken.None), set);

        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                var (sum, size) = (0.0, 0.0);
                for (var row = 0; row < count; row++)
                {
                    var term = (double)weights[row] * rows[row][i] * rows[row][j];
                    (sum, size) = (sum + term, size + Math.Abs(term));
                }

                Assert.Equal(sum, gram[i][j], size * 2e-5 / 64);
                Assert.Equal(gram[i][j], gram[j][i]);
            }
        }
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads()
    {
        using var rows = TestVectors.Floats(seed: 1, 70_000, 8);
        using var one = GramMatrix.Of(rows, threads: 1);
        using var three = GramMatrix.Of(rows, threads: 3);

        for (var i = 0; i < 8; i++) Assert.Equal(one[i], three[i]);
    }

    [Fact]
    public void Refuses_what_does_not_fit_or_is_not_finite()
    {
        using var rows = TestVectors.Floats(seed: 1, 10, 8);
        using var wide = TestVectors.Floats(seed: 1, 10, 513);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<ArgumentOutOfRangeException>(() => GramMatrix.Of(wide));
        Assert.Throws<ArgumentException>(() => GramMatrix.Of(rows, new float[9]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GramMatrix.Of(rows, threads: 0));
        Assert.Throws<ArgumentException>(() => GramMatrix.Of(rows, [1, 2, 3, 4, 5, float.NaN, 7, 8, 9, 10]));
        Assert.ThrowsAny<OperationCanceledException>(() => GramMatrix.Of(rows, cancellation: cancelled.Token));
        rows.Writable(7)[1] = float.NegativeInfinity;
        Assert.Contains("row 7 ", Assert.Throws<ArgumentException>(() => GramMatrix.Of(rows)).Message, StringComparison.Ordinal);
    }
}
