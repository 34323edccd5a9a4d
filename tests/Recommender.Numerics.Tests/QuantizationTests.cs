namespace Recommender.Numerics.Tests;

public sealed class QuantizationTests
{
    [Fact]
    public void Represents_the_largest_element_by_127()
    {
        using var matrix = new AlignedMatrix<float>(1, 3);
        new[] { -2.54f, 1.27f, 0f }.CopyTo(matrix.Writable(0));
        using var quantized = QuantizedMatrix.Of(matrix);
        var codes = new sbyte[3];

        quantized.Codes.Read(0, codes);

        Assert.Equal([-127, 64, 0], codes);
        Assert.Equal(0.02f, quantized.Scale(0), 1e-7f);
    }

    [Fact]
    public void Norms_are_exact_but_for_rounding_up()
    {
        var random = new Random(3);
        foreach (var input in HardInputs.Names.Where(name => name != "special values"))
        {
            using var matrix = HardInputs.Matrix(input, random, rows: 100, dimension: 33);
            using var quantized = QuantizedMatrix.Of(matrix);
            var codes = new sbyte[33];
            for (var row = 0; row < 100; row++)
            {
                quantized.Codes.Read(row, codes);
                var products = codes.Select(code => (double)quantized.Scale(row) * code).ToArray();
                var elements = matrix[row].ToArray();
                var residual = Math.Sqrt(elements.Select((element, i) => Math.Pow(element - products[i], 2)).Sum());

                AssertJustAbove(Math.Sqrt(products.Sum(product => product * product)), quantized.Norm(row));
                AssertJustAbove(residual, quantized.ResidualNorm(row));
            }
        }
    }

    [Fact]
    public void Knows_nothing_of_a_row_that_is_not_finite()
    {
        using var matrix = new AlignedMatrix<float>(1, 2);
        matrix.Writable(0)[1] = float.NaN;
        using var quantized = QuantizedMatrix.Of(matrix);

        Assert.Equal(float.PositiveInfinity, quantized.ResidualNorm(0));
    }

    [Fact]
    public void Refuses_a_row_out_of_range()
    {
        using var matrix = new AlignedMatrix<float>(1, 2);
        using var quantized = QuantizedMatrix.Of(matrix);

        Assert.Throws<ArgumentOutOfRangeException>(() => quantized.Scale(1));
    }

    // By no more than two steps of a float.
    private static void AssertJustAbove(double exact, float rounded) =>
        Assert.InRange(exact, MathF.BitDecrement(MathF.BitDecrement(rounded)), rounded * (1 + 1e-14));
}
