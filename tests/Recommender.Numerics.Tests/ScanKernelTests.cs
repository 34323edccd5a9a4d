using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Tests;

public sealed unsafe class ScanKernelTests
{
    // Rows to leave every remainder that a kernel's groups can leave.
    private const int Rows = 55;

    /// <summary>Every set at every dimension; of a set that this machine lacks, one case to say so.</summary>
    public static IEnumerable<TheoryDataRow<string, int>> Cases =>
        from kernels in KernelChoice.All
        from dimension in kernels.IsSupported ? TestVectors.Dimensions : [1]
        select new TheoryDataRow<string, int>(kernels.Name, dimension);

    [Theory, MemberData(nameof(Cases))]
    public void Float_scan_agrees_with_the_scalar_definition(string kernels, int dimension)
    {
        using var rows = TestVectors.Floats(seed: dimension, Rows, dimension);
        using var queries = TestVectors.Floats(seed: dimension + 1, 3, dimension);
        var scores = new float[3 * Rows];

        fixed (float* to = scores)
        {
            ManyQueries.Scan(
                Supported(kernels), rows.RowPointer(0), rows.Stride, Rows, queries.RowPointer(0), 3, to, prefetch: 64);
        }

        for (var q = 0; q < 3; q++)
        {
            for (var row = 0; row < Rows; row++)
            {
                Assert.Equal(
                    ScalarDot.Of(rows[row], queries[q]), scores[q * Rows + row], TestVectors.Tolerance(rows[row], queries[q]));
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Int8_scan_equals_the_scalar_definition(string kernels, int dimension)
    {
        var elements = TestVectors.Bytes(seed: dimension, Rows, dimension);
        using var rows = TestVectors.Matrix(elements);
        using var queries = new AlignedMatrix<sbyte>(MatrixLimits.MaxQueries, dimension);
        var sums = stackalloc int[MatrixLimits.MaxQueries];
        for (var q = 0; q < queries.Rows; q++)
        {
            TestVectors.Bytes(seed: -1 - q, 1, dimension)[0].CopyTo(queries.Writable(q));
            if (q == 1) queries.Writable(q).Fill(sbyte.MinValue);   // a query may hold what a row may not
            sums[q] = Int8Queries.SumOf(queries[q]);
        }

        var set = Supported(kernels);
        for (var count = 1; count <= queries.Rows; count++)
        {
            var dots = new int[count * Rows];
            fixed (int* to = dots)
                Int8Scan.Run(set, rows, new Int8Queries(queries.RowPointer(0), queries.Stride, sums), count, to);

            var expected = Enumerable.Range(0, count * Rows).Select(i => ScalarDot.Of(elements[i % Rows], queries[i / Rows]));
            Assert.Equal(expected, dots);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Wide_products_are_within_the_rounding_of_doubles(string kernels, int dimension)
    {
        const int count = 40;   // so many that rows are asked for ahead
        var set = Supported(kernels);
        using var rows = TestVectors.Floats(seed: dimension, count, dimension);
        var positions = Enumerable.Range(0, count).Select(i => i * 7 % count).ToArray();
        var wide = new double[rows.Stride];
        for (var i = 0; i < dimension; i++) wide[i] = rows[1][i];
        var sums = new double[count];
        fixed (double* y = wide, to = sums) set.WideDots(rows.RowPointer(0), rows.Stride, positions, y, to);

        for (var at = 0; at < count; at++)
        {
            var exact = 0m;
            for (var i = 0; i < dimension; i++) exact += (decimal)((double)rows[positions[at]][i] * rows[1][i]);
            Assert.Equal((double)exact, sums[at], dimension * 1e-15);
        }
    }

    private static KernelSet Supported(string name)
    {
        var kernels = KernelChoice.All.Single(set => set.Name == name);
        Assert.SkipUnless(kernels.IsSupported, "instruction set absent");
        return kernels;
    }
}
