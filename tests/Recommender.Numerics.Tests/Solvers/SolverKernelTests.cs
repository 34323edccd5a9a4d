using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Tests.Solvers;

/// <summary>Every set of kernels against the scalar one, whose sums are in double.</summary>
public sealed unsafe class SolverKernelTests
{
    private static readonly int[] Dimensions = [.. Enumerable.Range(1, 35), 47, 48, 63, 64, 65, 128, 200, 256];

    public static IEnumerable<TheoryDataRow<string, int>> Cases =>
        from kernels in KernelChoice.All
        from dimension in kernels.IsSupported ? Dimensions : [1]
        select new TheoryDataRow<string, int>(kernels.Name, dimension);

    [Theory, MemberData(nameof(Cases))]
    public void Adds_outer_products_to_the_upper_half_and_to_nothing_else(string kernels, int dimension)
    {
        foreach (var depth in new[] { 1, 3, 32 })
        {
            using var left = TestVectors.Floats(seed: depth, depth + 1, dimension);
            using var right = TestVectors.Floats(seed: depth + 1, depth, dimension);
            using var actual = TestVectors.Floats(seed: depth + 2, dimension + 1, dimension);
            using var expected = TestVectors.Floats(seed: depth + 2, dimension + 1, dimension);

            Supported(kernels).AddUpper(Update(left, right, depth, actual));
            new ScalarSolverKernels().AddUpper(Update(left, right, depth, expected));

            for (var i = 0; i < dimension; i++)
            {
                for (var j = i; j < dimension; j++) Assert.Equal(expected[i][j], actual[i][j], (depth + 2) * (depth + 1) * 1e-7f);
                for (var j = dimension; j < actual.Stride; j++) Assert.Equal(0f, actual.RowPointer(i)[j]);
            }

            Assert.Equal(expected[dimension], actual[dimension]);   // the row after the last
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Scales_and_adds(string kernels, int dimension)
    {
        using var x = TestVectors.Floats(seed: 1, 1, dimension);
        using var scaled = new AlignedMatrix<float>(2, dimension);
        using var added = TestVectors.Floats(seed: 2, 2, dimension);
        using var before = TestVectors.Floats(seed: 2, 2, dimension);

        Supported(kernels).Scale(x.RowPointer(0), -3, scaled.RowPointer(0), x.Stride);
        Supported(kernels).AddScaled(x.RowPointer(0), -3, added.RowPointer(0), x.Stride);

        for (var i = 0; i < dimension; i++)
        {
            Assert.Equal(-3 * x[0][i], scaled[0][i]);
            Assert.Equal(before[0][i] - 3.0 * x[0][i], added[0][i], 3e-7);
        }

        Assert.Equal(new float[dimension], scaled[1]);
        Assert.Equal(before[1], added[1]);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Factors_rows_and_solves_as_the_scalar_definition_does(string kernels, int dimension)
    {
        using var matrix = SymmetricMatrices.WithCondition(dimension, condition: 10, seed: dimension);
        using var actual = SymmetricMatrices.Copy(matrix);
        using var expected = SymmetricMatrices.Copy(matrix);
        using var b = TestVectors.Floats(seed: 9, 1, dimension);
        var count = Math.Min(32, dimension);

        var x = FactorAndSolve(Supported(kernels), actual, count, b[0]);
        var xOfScalar = FactorAndSolve(new ScalarSolverKernels(), expected, count, b[0]);

        for (var i = 0; i < count; i++)
        {
            for (var j = i; j < dimension; j++) Assert.Equal(expected[i][j], actual[i][j], 1e-5f);
            for (var j = i / 16 * 16; j < i && kernels != "scalar"; j++) Assert.Equal(0f, actual[i][j]);
        }

        for (var i = 0; i < count; i++) Assert.Equal(xOfScalar[i], x[i], 1e-4f);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Stops_at_the_first_pivot_that_is_not_above_its_limit(string kernels, int dimension)
    {
        using var matrix = new AlignedMatrix<float>(dimension, dimension);
        foreach (var bad in new[] { 0f, -1f, float.NaN, float.PositiveInfinity, 0.25f })
        {
            var pivot = Math.Min(dimension, 32) - 1;
            for (var i = 0; i < dimension; i++) matrix.Writable(i)[i] = 1;
            matrix.Writable(pivot)[pivot] = bad;
            using var vectors = new AlignedMatrix<float>(2, dimension);
            vectors.Writable(0).Fill(0.25f);

            var stopped = Supported(kernels).FactorRows(
                matrix.RowPointer(0), matrix.Stride, pivot + 1, matrix.Stride, vectors.RowPointer(0), vectors.RowPointer(1));

            Assert.Equal(pivot, stopped);
        }
    }

    // Factors the first rows and solves with the square that they begin with.
    private static float[] FactorAndSolve(SolverKernels kernels, AlignedMatrix<float> matrix, int count, ReadOnlySpan<float> b)
    {
        using var vectors = new AlignedMatrix<float>(5, matrix.Dimension);
        b[..count].CopyTo(vectors.Writable(2));
        var factored = kernels.FactorRows(
            matrix.RowPointer(0), matrix.Stride, count, matrix.Stride, vectors.RowPointer(0), vectors.RowPointer(1));
        Assert.Equal(count, factored);

        using var square = new AlignedMatrix<float>(count, count);
        for (var i = 0; i < count; i++) matrix[i][i..count].CopyTo(square.Writable(i)[i..]);
        kernels.Forward(square.RowPointer(0), square.Stride, count, vectors.RowPointer(1), vectors.RowPointer(2), vectors.RowPointer(3));
        kernels.Backward(square.RowPointer(0), square.Stride, count, vectors.RowPointer(1), vectors.RowPointer(3), vectors.RowPointer(4));
        return vectors[4][..count].ToArray();
    }

    private static UpperUpdate Update(AlignedMatrix<float> left, AlignedMatrix<float> right, int depth, AlignedMatrix<float> to) =>
        new(left.RowPointer(0), right.RowPointer(0), depth, to.RowPointer(0), to.Dimension)
        {
            LeftStride = left.Stride,
            RightStride = right.Stride,
            Stride = to.Stride,
        };

    private static SolverKernels Supported(string name)
    {
        var kernels = KernelChoice.All.Single(set => set.Name == name);
        Assert.SkipUnless(kernels.IsSupported, "instruction set absent");
        return kernels.Solver;
    }
}
