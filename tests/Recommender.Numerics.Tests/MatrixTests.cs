using System.Globalization;

namespace Recommender.Numerics.Tests;

public sealed unsafe class MatrixTests
{
    [Theory, InlineData(1), InlineData(16), InlineData(17), InlineData(2048)]
    public void Rows_start_on_cache_lines_and_end_in_zeros(int dimension)
    {
        using var matrix = TestVectors.Floats(seed: 1, 5, dimension);

        for (var row = 0; row < 5; row++)
        {
            Assert.Equal(0u, (nuint)matrix.RowPointer(row) % 64);
            for (var i = dimension; i < matrix.Stride; i++) Assert.Equal(0f, matrix.RowPointer(row)[i]);
        }
    }

    [Theory, InlineData(0), InlineData(2049), InlineData(-1)]
    public void Refuses_a_dimension_that_kernels_do_not_take(int dimension)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedMatrix<float>(1, dimension));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Int8Matrix(1, dimension));
    }

    [Theory, InlineData(-1), InlineData(5)]
    public void Refuses_a_row_out_of_range(int row)
    {
        using var floats = new AlignedMatrix<float>(5, 3);
        using var bytes = new Int8Matrix(5, 3);

        Assert.Throws<ArgumentOutOfRangeException>(() => floats[row].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => bytes.Read(row, new sbyte[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => bytes.Write(row, new sbyte[3]));
    }

    [Theory, InlineData(1), InlineData(9), InlineData(130)]
    public void Reads_back_the_int8_rows_that_were_written(int dimension)
    {
        var elements = TestVectors.Bytes(seed: 1, 40, dimension);
        using var matrix = TestVectors.Matrix(elements);
        var read = new sbyte[dimension];

        for (var row = 0; row < 40; row++)
        {
            matrix.Read(row, read);
            Assert.Equal(elements[row], read);
        }
    }

    [Fact]
    public void Int8_rows_are_zeros_until_written()
    {
        using var matrix = new Int8Matrix(3, 5);
        var read = new sbyte[5];

        matrix.Read(2, read);

        Assert.Equal(new sbyte[5], read);
    }

    [Fact]
    public void Refuses_an_int8_row_with_the_one_value_that_has_no_opposite()
    {
        using var matrix = new Int8Matrix(1, 3);

        var error = Assert.Throws<ArgumentException>(() => matrix.Write(0, [1, -128, 1]));

        Assert.Contains("element 1 is -128", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(1000, false), InlineData(100_000, true)]
    public void Large_matrices_ask_for_huge_pages(int rows, bool large)
    {
        Assert.SkipUnless(Directory.Exists("/sys/kernel/mm/transparent_hugepage"), "the system has no huge pages to ask for");
        using var matrix = new AlignedMatrix<float>(rows, 16);

        Assert.Equal(large, FlagsOf((nuint)matrix.RowPointer(rows / 2)).Contains("hg"));
    }

    // The flags of the mapping that an address lies in, as the kernel lists them.
    private static string[] FlagsOf(nuint address)
    {
        var inside = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            var range = line.Split(' ')[0].Split('-');
            if (range.Length == 2) inside = nuint.Parse(range[0], NumberStyles.HexNumber) <= address && address < nuint.Parse(range[1], NumberStyles.HexNumber);
            else if (inside && line.StartsWith("VmFlags:", StringComparison.Ordinal)) return line.Split(' ');
        }

        throw new InvalidOperationException($"no mapping holds {address:x}");
    }
}
