using Recommender.Numerics.Kernels;

namespace Recommender.Numerics.Tests.Clustering;

public sealed unsafe class PanelProductTests
{
    private const int MaxRows = 13;   // leaves every remainder that a tile can leave
    private const int MaxColumns = 67;

    private static readonly int[] Dimensions = [.. Enumerable.Range(1, 34), 128, 784, 2048];

    public static IEnumerable<TheoryDataRow<string, int>> Cases =>
        from kernels in KernelChoice.All
        from dimension in kernels.IsSupported ? Dimensions : [1]
        select new TheoryDataRow<string, int>(kernels.Name, dimension);

    [Theory, MemberData(nameof(Cases))]
    public void Lists_the_strongest_of_the_scalar_definition(string kernels, int dimension)
    {
        using var rows = TestVectors.Floats(seed: dimension, MaxRows, dimension);
        using var columns = TestVectors.Floats(seed: dimension + 1, MaxColumns, dimension);
        foreach (var (count, width, each) in Shapes(dimension))
        {
            var (indices, scores) = Strongest(Supported(kernels), rows, count, columns, width, each);
            for (var row = 0; row < count; row++)
            {
                var listed = indices.AsSpan(row * each, each).ToArray();
                Assert.Equal(each, listed.Distinct().Count());
                var weakest = scores[(row + 1) * each - 1];
                for (var column = 0; column < width; column++)
                {
                    var product = ScalarDot.Of(rows[row], columns[column]);
                    var tolerance = TestVectors.Tolerance(rows[row], columns[column]);
                    var at = Array.IndexOf(listed, column);
                    if (at < 0) Assert.True(product <= weakest + tolerance, $"column {column} of row {row} is missing");
                    else Assert.Equal(product, scores[row * each + at], tolerance);
                }

                for (var i = 1; i < each; i++) Assert.True(scores[row * each + i - 1] >= scores[row * each + i], "best first");
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Lists_the_lower_column_first_among_equals(string kernels, int dimension)
    {
        // Few small integers: every product is exact and most have equals.
        using var rows = Integers(seed: dimension, MaxRows, dimension);
        using var columns = Integers(seed: dimension + 1, MaxColumns, dimension);
        foreach (var (count, width, each) in Shapes(dimension))
        {
            var (indices, scores) = Strongest(Supported(kernels), rows, count, columns, width, each);
            for (var row = 0; row < count; row++)
            {
                var expected = Enumerable.Range(0, width)
                    .OrderByDescending(column => ScalarDot.Of(rows[row], columns[column])).ThenBy(column => column).Take(each);
                Assert.Equal(expected, indices.Skip(row * each).Take(each));
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gives_a_product_the_same_bits_wherever_it_stands(string kernels, int dimension)
    {
        using var rows = TestVectors.Floats(seed: dimension, MaxRows, dimension);
        using var columns = TestVectors.Floats(seed: dimension + 1, MaxColumns, dimension);
        var (_, together) = Strongest(Supported(kernels), rows, MaxRows, columns, MaxColumns, each: MaxColumns);
        using var one = new AlignedMatrix<float>(1, dimension);

        for (var row = 0; row < MaxRows; row++)
        {
            rows[row].CopyTo(one.Writable(0));
            var (_, alone) = Strongest(Supported(kernels), one, 1, columns, MaxColumns, each: MaxColumns);
            Assert.Equal(together.Skip(row * MaxColumns).Take(MaxColumns), alone);
        }
    }

    private static (int Rows, int Columns, int Each)[] Shapes(int dimension) =>
        [(1, 1, 1), (1 + dimension % MaxRows, 1 + dimension * 7 % MaxColumns, 1), (MaxRows, MaxColumns, 1), (MaxRows, MaxColumns, 5)];

    private static (int[] Indices, float[] Scores) Strongest(
        KernelSet kernels, AlignedMatrix<float> rows, int count, AlignedMatrix<float> columns, int width, int each)
    {
        using var packed = new PackedColumns(kernels, width, columns.Dimension);
        var (indices, scores) = (new int[count * each], new float[count * each]);
        fixed (int* toIndices = indices)
        {
            fixed (float* toScores = scores)
            {
                var lists = new StrongestLists(toIndices, toScores, each);
                lists.Clear(count);
                kernels.Strongest(rows.RowPointer(0), rows.Stride, count, packed.Pack(columns, 0, width), lists);
            }
        }

        return (indices, scores);
    }

    private static AlignedMatrix<float> Integers(int seed, int rows, int dimension)
    {
        var random = new Random(seed);
        var matrix = new AlignedMatrix<float>(rows, dimension);
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var element in matrix.Writable(row)) element = random.Next(-1, 2);
        }

        return matrix;
    }

    private static KernelSet Supported(string name)
    {
        var kernels = KernelChoice.All.Single(set => set.Name == name);
        Assert.SkipUnless(kernels.IsSupported, "instruction set absent");
        return kernels;
    }
}
