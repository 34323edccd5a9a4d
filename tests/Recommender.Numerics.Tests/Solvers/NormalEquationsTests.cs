using Recommender.Numerics.Kernels;
using Recommender.Numerics.Solvers;

namespace Recommender.Numerics.Tests.Solvers;

public sealed class NormalEquationsTests
{
    private const float Ridge = 0.5f;

    private static readonly int[] Dimensions = [1, 5, 16, 33, 64, 128, 512];
    private static readonly int[] Additions = [0, 1, 40, 129];

    public static IEnumerable<TheoryDataRow<string, int, int>> Cases =>
        from kernels in KernelChoice.All.Where(set => set.IsSupported)
        from dimension in Dimensions
        from added in Additions
        select new TheoryDataRow<string, int, int>(kernels.Name, dimension, added);

    [Theory, MemberData(nameof(Cases))]
    public void Solves_the_weighted_least_squares_that_it_names(string kernels, int dimension, int added)
    {
        using var rows = TestVectors.Floats(seed: 1, 90, dimension);
        using var gram = GramMatrix.Of(rows);
        using var equations = new NormalEquations(dimension, KernelChoice.All.Single(set => set.Name == kernels));
        var (which, weights, targets) = Picked(rows.Rows, added);
        var x = new float[dimension];

        equations.Start(gram, Ridge);
        equations.Add(rows, which, weights, targets);
        equations.Solve(x);

        // G itself is given in float. What is left of the equations, against what their terms are.
        var (left, terms) = (0.0, 0.0);
        for (var i = 0; i < dimension; i++)
        {
            var (sum, size) = (0.0, 0.0);
            for (var j = 0; j < dimension; j++) Take((gram[i][j] + (i == j ? Ridge : 0.0)) * x[j]);
            for (var r = 0; r < added; r++)
            {
                var row = rows[which[r]];
                for (var j = 0; j < dimension; j++) Take((double)weights[r] * row[i] * row[j] * x[j]);
                Take(-(double)targets[r] * row[i]);
            }

            (left, terms) = (left + sum * sum, terms + size * size);

            void Take(double term) => (sum, size) = (sum + term, size + Math.Abs(term));
        }

        Assert.True(Math.Sqrt(left) <= 1e-6 * Math.Sqrt(terms), $"{Math.Sqrt(left)} is left of {Math.Sqrt(terms)}");
        Assert.Equal(added == 0, x.All(element => element == 0));
    }

    [Fact]
    public void Takes_back_what_is_added_with_the_opposite_weight()
    {
        using var rows = TestVectors.Floats(seed: 1, 90, 24);
        using var equations = new NormalEquations(24);
        var (x, again) = (new float[24], new float[24]);
        var (which, weights, targets) = Picked(90, 60);

        equations.Start(Ridge);
        equations.Add(rows, which, weights, targets);
        equations.Solve(x);
        equations.Add(rows, [3], [2], [4]);
        equations.Add(rows, [3], [-2], [-4]);
        equations.Solve(again);

        for (var i = 0; i < 24; i++) Assert.Equal(x[i], again[i], 1e-5f);
    }

    [Fact]
    public void Gives_the_same_bits_for_the_same_calls_after_whatever_came_before()
    {
        using var rows = TestVectors.Floats(seed: 1, 90, 100);
        using var gram = GramMatrix.Of(rows);
        using var equations = new NormalEquations(100);
        var (x, again) = (new float[100], new float[100]);

        Run(x);
        equations.Start(Ridge);
        equations.Add(rows, [7, 8, 9], [1, 2, 3], [3, 2, 1]);
        equations.Solve(again);
        Assert.NotEqual(x, again);
        Run(again);

        Assert.Equal(x, again);

        void Run(float[] to)
        {
            var (which, weights, targets) = Picked(90, 75);
            equations.Start(gram, Ridge);
            equations.Add(rows, which, weights, targets);
            equations.Solve(to);
        }
    }

    [Fact]
    public void Allocates_nothing()
    {
        using var rows = TestVectors.Floats(seed: 1, 90, 40);
        using var gram = GramMatrix.Of(rows);
        using var equations = new NormalEquations(40);
        var (which, weights, targets) = Picked(90, 75);
        var x = new float[40];
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            equations.Start(gram, Ridge);
            equations.Add(rows, which, weights, targets);
            equations.Solve(x);
        }
    }

    [Fact]
    public void Adds_nothing_when_it_refuses()
    {
        using var rows = TestVectors.Floats(seed: 1, 10, 24);
        using var others = TestVectors.Floats(seed: 1, 10, 25);
        using var equations = new NormalEquations(24);
        var (x, after) = (new float[24], new float[24]);
        equations.Start(Ridge);
        equations.Add(rows, [1, 2], [1, 2], [1, 2]);
        equations.Solve(x);
        rows.Writable(4)[23] = float.NaN;

        Assert.Throws<ArgumentException>(() => equations.Add(others, [1], [1], [1]));
        Assert.Throws<ArgumentException>(() => equations.Add(rows, [1], [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => equations.Add(rows, [1], [1], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => equations.Add(rows, [1, 10], [1, 1], [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => equations.Add(rows, [1, -1], [1, 1], [1, 1]));
        Assert.Throws<ArgumentException>(() => equations.Add(rows, [1, 2], [1, float.NaN], [1, 1]));
        Assert.Throws<ArgumentException>(() => equations.Add(rows, [1, 2], [1, 1], [1, float.PositiveInfinity]));
        var error = Assert.Throws<ArgumentException>(() => equations.Add(rows, [1, 4], [1, 1], [1, 1]));
        Assert.Contains("row 4 ", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => equations.Start(float.NaN));
        Assert.Throws<ArgumentException>(() => equations.Start(rows, 1));
        Assert.Throws<ArgumentException>(() => equations.Solve(new float[23]));

        equations.Solve(after);
        Assert.Equal(x, after);
    }

    [Fact]
    public void Refuses_equations_that_do_not_have_one_solution()
    {
        using var rows = TestVectors.Floats(seed: 1, 10, 24);
        using var equations = new NormalEquations(24);
        equations.Start(ridge: 0);
        equations.Add(rows, [1, 2], [1, 2], [1, 2]);

        Assert.Throws<ArithmeticException>(() => equations.Solve(new float[24]));
    }

    [Fact]
    public void Refuses_a_call_after_it_was_disposed_of()
    {
        using var rows = TestVectors.Floats(seed: 1, 10, 24);
        var equations = new NormalEquations(24);
        equations.Start(Ridge);
        equations.Dispose();

        Assert.Throws<ObjectDisposedException>(() => equations.Start(Ridge));
        Assert.Throws<ObjectDisposedException>(() => equations.Add(rows, [1], [1], [1]));
        Assert.Throws<ObjectDisposedException>(() => equations.Solve(new float[24]));
    }

    private static (int[] Which, float[] Weights, float[] Targets) Picked(int rows, int count)
    {
        var random = new Random(count);
        return (
            [.. Enumerable.Range(0, count).Select(_ => random.Next(rows))],
            [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() * 40)],
            [.. Enumerable.Range(0, count).Select(_ => 1 + (float)random.NextDouble() * 40)]);
    }
}
