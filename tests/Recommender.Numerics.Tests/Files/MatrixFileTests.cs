using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

public sealed class MatrixFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(0, 5), InlineData(1, 1), InlineData(33, 17), InlineData(100, 128)]
    public void Maps_the_float_matrix_that_was_saved(int rows, int dimension)
    {
        using var matrix = TestVectors.Floats(seed: 1, rows, dimension);
        using var file = Save(writer => matrix.Save(writer, "rows"));
        using var mapped = file.Matrix<float>("rows");

        Assert.Equal((rows, dimension, matrix.Stride), (mapped.Rows, mapped.Dimension, mapped.Stride));
        for (var row = 0; row < rows; row++) Assert.Equal(matrix[row], mapped[row]);
    }

    [Theory, InlineData(0, 5), InlineData(1, 1), InlineData(33, 17), InlineData(100, 128)]
    public void Maps_the_int8_matrix_that_was_saved(int rows, int dimension)
    {
        var elements = TestVectors.Bytes(seed: 1, rows, dimension);
        using var matrix = new Int8Matrix(rows, dimension);
        for (var row = 0; row < rows; row++) matrix.Write(row, elements[row]);
        using var file = Save(writer => matrix.Save(writer, "codes"));
        using var mapped = Int8Matrix.Map(file, "codes");
        var read = new sbyte[dimension];

        Assert.Equal((rows, dimension, matrix.Bytes), (mapped.Rows, mapped.Dimension, mapped.Bytes));
        for (var row = 0; row < rows; row++)
        {
            mapped.Read(row, read);
            Assert.Equal(elements[row], read);
        }
    }

    [Fact]
    public void A_mapped_matrix_refuses_to_be_written_to()
    {
        using var floats = TestVectors.Floats(seed: 1, rows: 2, dimension: 3);
        using var bytes = new Int8Matrix(2, 3);
        using var file = Save(writer =>
        {
            floats.Save(writer, "rows");
            bytes.Save(writer, "codes");
        });
        using var mappedFloats = file.Matrix<float>("rows");
        using var mappedBytes = Int8Matrix.Map(file, "codes");

        Assert.Throws<InvalidOperationException>(() => mappedFloats.Writable(0).Length);
        Assert.Throws<InvalidOperationException>(() => mappedBytes.Write(0, [1, 2, 3]));
    }

    [Fact]
    public void Refuses_a_section_that_is_no_such_matrix()
    {
        using var floats = TestVectors.Floats(seed: 1, rows: 2, dimension: 3);
        using var file = Save(writer =>
        {
            floats.Save(writer, "rows");
            writer.Write<float>("vector", [1]);
            using var wide = writer.Begin<float>("wide", rowLength: 2049);
        });

        Assert.Throws<InvalidFileException>(() => file.Matrix<sbyte>("rows"));
        Assert.Throws<InvalidFileException>(() => Int8Matrix.Map(file, "rows"));
        Assert.Throws<InvalidFileException>(() => file.Vector<float>("rows"));
        Assert.Throws<InvalidFileException>(() => file.Matrix<float>("vector"));
        Assert.Throws<InvalidFileException>(() => file.Matrix<float>("wide"));
        var error = Assert.Throws<InvalidFileException>(() => file.Matrix<float>("row"));
        Assert.Contains("no section 'row'; there are: rows, vector, wide", error.Message, StringComparison.Ordinal);
    }

    private SectionFile Save(Action<SectionFileWriter> write)
    {
        using var writer = SectionFileWriter.Create(_folder["matrix"], "test", 1);
        write(writer);
        writer.Commit();
        return SectionFile.Open(_folder["matrix"]);
    }
}
