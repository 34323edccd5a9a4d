using Recommender.Numerics.Kernels;
using Recommender.Numerics.Solvers;

namespace Recommender.Numerics.Tests.Solvers;

public sealed class PositiveDefiniteSolverTests
{
    private const double FloatRounding = 1.0 / (1 << 24);

    private static readonly int[] Dimensions = [1, 2, 7, 16, 31, 32, 33, 64, 100, 128, 255, 256, 511, 512];
    private static readonly double[] Conditions = [1, 30, 1e3, 1e5];

    public static MatrixTheoryData<int, double> Cases => new(Dimensions, Conditions);

    [Theory, MemberData(nameof(Cases))]
    public void Solves_within_the_condition_or_to_the_last_bits_when_it_refines(int dimension, double condition)
    {
        using var matrix = SymmetricMatrices.WithCondition(dimension, condition, seed: dimension);
        using var b = TestVectors.Floats(seed: 3, 1, dimension);
        var expected = SymmetricMatrices.SolveInDouble(matrix, b[0]);
        foreach (var kernels in KernelChoice.All.Where(set => set.IsSupported))
        {
            using var solver = new PositiveDefiniteSolver(dimension, kernels);
            var x = new float[dimension];

            solver.Factor(matrix);
            solver.Solve(b[0], x);

            var error = SymmetricMatrices.RelativeError(x, expected);
            var bound = solver.Refines ? 2 * FloatRounding : 10 * condition * FloatRounding;
            Assert.True(error <= bound, $"{kernels.Name}: error {error}, bound {bound}");
        }
    }

    [Theory, InlineData(1e4), InlineData(1e5), InlineData(1e6)]
    public void Refines_where_floats_alone_would_lose_digits(double condition)
    {
        using var matrix = SymmetricMatrices.WithCondition(100, condition, seed: 1);
        using var solver = new PositiveDefiniteSolver(100);

        solver.Factor(matrix);

        Assert.True(solver.Refines);
    }

    [Theory, InlineData(3), InlineData(5), InlineData(6)]
    public void Solves_what_Hilbert_matrices_leave_of_a_float(int dimension)
    {
        using var matrix = SymmetricMatrices.Hilbert(dimension);
        using var solver = new PositiveDefiniteSolver(dimension);
        var (b, x) = (new float[dimension], new float[dimension]);
        b.AsSpan().Fill(1);

        solver.Factor(matrix);
        solver.Solve(b, x);

        Assert.InRange(SymmetricMatrices.RelativeError(x, SymmetricMatrices.SolveInDouble(matrix, b)), 0, 4 * FloatRounding);
    }

    [Fact]
    public void Refuses_a_Hilbert_matrix_of_which_a_float_holds_too_little()
    {
        using var matrix = SymmetricMatrices.Hilbert(12);
        using var solver = new PositiveDefiniteSolver(12);

        var error = Assert.Throws<ArithmeticException>(() => solver.Factor(matrix));

        Assert.Matches("pivot [0-9]+ is [-0-9.E]+, and must be above", error.Message);
    }

    [Fact]
    public void Names_the_pivot_and_its_value()
    {
        using var matrix = SymmetricMatrices.WithCondition(50, 10, seed: 1);
        for (var j = 0; j < 50; j++) matrix.Writable(41)[j] = matrix.Writable(j)[41] = 0;
        matrix.Writable(41)[41] = -2.5f;
        using var solver = new PositiveDefiniteSolver(50);

        var error = Assert.Throws<ArithmeticException>(() => solver.Factor(matrix));

        Assert.Contains("pivot 41 is -2.5,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_pivot_that_is_no_more_than_rounding()
    {
        using var matrix = new AlignedMatrix<float>(2, 2);
        matrix.Writable(0).Fill(1);
        (matrix.Writable(1)[0], matrix.Writable(1)[1]) = (1, MathF.BitIncrement(1));
        using var solver = new PositiveDefiniteSolver(2);

        var error = Assert.Throws<ArithmeticException>(() => solver.Factor(matrix));

        Assert.Contains("pivot 1 is 1.1920929E-07,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_no_matrix_after_it_refused_one()
    {
        using var matrix = SymmetricMatrices.WithCondition(5, 10, seed: 1);
        using var solver = new PositiveDefiniteSolver(5);
        solver.Factor(matrix);
        solver.Solve(new float[5], new float[5]);
        matrix.Writable(4)[4] = -1;

        Assert.Throws<ArithmeticException>(() => solver.Factor(matrix));
        Assert.Throws<InvalidOperationException>(() => solver.Solve(new float[5], new float[5]));
    }

    [Fact]
    public void Solves_a_singular_matrix_with_a_ridge_only()
    {
        using var matrix = new AlignedMatrix<float>(4, 4);
        for (var i = 0; i < 4; i++) matrix.Writable(i).Fill(2);
        using var solver = new PositiveDefiniteSolver(4);
        var x = new float[4];

        Assert.Throws<ArithmeticException>(() => solver.Factor(matrix));
        Assert.Throws<InvalidOperationException>(() => solver.Solve(new float[4], x));
        solver.Factor(matrix, ridge: 1);
        solver.Solve([9, 9, 9, 9], x);

        Assert.All(x, element => Assert.Equal(1f, element, 1e-6f));
    }

    [Theory, InlineData(1e-36f), InlineData(1e30f)]
    public void Does_not_depend_on_the_unit_of_the_matrix(float unit)
    {
        using var matrix = SymmetricMatrices.WithCondition(60, 1e4, seed: 1);
        using var scaled = SymmetricMatrices.WithCondition(60, 1e4, seed: 1);
        for (var i = 0; i < 60; i++)
        {
            for (var j = 0; j < 60; j++) scaled.Writable(i)[j] *= unit;
        }

        using var solver = new PositiveDefiniteSolver(60);
        using var b = TestVectors.Floats(seed: 3, 1, 60);
        var expected = SymmetricMatrices.SolveInDouble(matrix, b[0]);
        foreach (ref var element in b.Writable(0)) element *= unit;
        var x = new float[60];

        solver.Factor(scaled);
        solver.Solve(b[0], x);

        // The scaled matrix has roundings of its own, which its condition magnifies.
        Assert.InRange(SymmetricMatrices.RelativeError(x, expected), 0, 1e4 * FloatRounding);
    }

    [Fact]
    public void Reads_the_upper_half_alone()
    {
        using var matrix = SymmetricMatrices.WithCondition(37, 1e3, seed: 1);
        using var solver = new PositiveDefiniteSolver(37);
        using var b = TestVectors.Floats(seed: 3, 1, 37);
        var (x, again) = (new float[37], new float[37]);

        solver.Factor(matrix);
        solver.Solve(b[0], x);
        for (var i = 0; i < 37; i++) matrix.Writable(i)[..i].Fill(float.NaN);
        solver.Factor(matrix);
        solver.Solve(b[0], again);

        Assert.Equal(x, again);
    }

    [Theory, InlineData(3.0), InlineData(1e4)]
    public void Solves_many_as_one_by_one_and_in_place(double condition)
    {
        using var matrix = SymmetricMatrices.WithCondition(37, condition, seed: 1);
        using var solver = new PositiveDefiniteSolver(37);
        using var b = TestVectors.Floats(seed: 3, 9, 37);
        using var many = new AlignedMatrix<float>(9, 37);
        var one = new float[37];
        solver.Factor(matrix);

        solver.SolveMany(b, many);
        for (var row = 0; row < 9; row++)
        {
            solver.Solve(b[row], one);
            Assert.Equal(one, many[row]);
        }

        solver.SolveMany(b, b);
        for (var row = 0; row < 9; row++) Assert.Equal(many[row], b[row]);
    }

    [Fact]
    public void Refuses_what_is_not_finite_and_names_it()
    {
        using var matrix = SymmetricMatrices.WithCondition(40, 10, seed: 1);
        using var solver = new PositiveDefiniteSolver(40);
        using var b = TestVectors.Floats(seed: 3, 9, 40);
        var x = new float[40];
        solver.Factor(matrix);

        b.Writable(5)[17] = float.NaN;
        Assert.Contains("element 17 is NaN", Assert.Throws<ArgumentException>(() => solver.Solve(b[5], x)).Message, StringComparison.Ordinal);
        Assert.Contains("row 5 ", Assert.Throws<ArgumentException>(() => solver.SolveMany(b, b)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => solver.Factor(matrix, ridge: float.NaN));
        Assert.Equal(new float[40], x);

        matrix.Writable(3)[21] = float.PositiveInfinity;
        Assert.Contains("element [3, 21]", Assert.Throws<ArgumentException>(() => solver.Factor(matrix)).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(0), InlineData(513)]
    public void Refuses_a_dimension_out_of_range(int dimension) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PositiveDefiniteSolver(dimension));

    [Fact]
    public void Refuses_a_call_after_it_was_disposed_of()
    {
        using var matrix = SymmetricMatrices.WithCondition(3, 2, seed: 1);
        var solver = new PositiveDefiniteSolver(3);
        solver.Factor(matrix);
        solver.Dispose();

        Assert.Throws<ObjectDisposedException>(() => solver.Factor(matrix));
        Assert.Throws<ObjectDisposedException>(() => solver.Solve(new float[3], new float[3]));
    }

    [Fact]
    public void Refuses_shapes_that_do_not_match()
    {
        using var solver = new PositiveDefiniteSolver(3);
        using var matrix = SymmetricMatrices.WithCondition(3, 2, seed: 1);
        using var larger = SymmetricMatrices.WithCondition(4, 2, seed: 1);
        using var two = new AlignedMatrix<float>(2, 3);

        Assert.Throws<InvalidOperationException>(() => solver.Solve(new float[3], new float[3]));
        Assert.Throws<ArgumentException>(() => solver.Factor(larger));
        Assert.Throws<ArgumentException>(() => solver.Factor(two));
        solver.Factor(matrix);
        Assert.Throws<ArgumentException>(() => solver.Solve(new float[4], new float[3]));
        Assert.Throws<ArgumentException>(() => solver.Solve(new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => solver.SolveMany(two, matrix));
        Assert.Throws<ArgumentException>(() => solver.SolveMany(larger, larger));
    }
}
