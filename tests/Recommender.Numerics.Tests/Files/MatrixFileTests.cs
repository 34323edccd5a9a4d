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

    [Theory, InlineData(1, 1), InlineData(33, 17), InlineData(500, 128)]
    public void A_mapped_index_finds_what_the_one_in_memory_finds(int rows, int dimension)
    {
        using var matrix = TestVectors.Floats(seed: 1, rows, dimension);
        using var queries = TestVectors.Floats(seed: 2, rows: 5, dimension);
        using var index = new ExactTopK(matrix);
        using var file = Save(writer =>
        {
            matrix.Save(writer, "rows");
            index.Save(writer, "codes");
        });
        using var mappedRows = file.Matrix<float>("rows");
        using var mapped = ExactTopK.Map(file, "codes", mappedRows);
        file.Dispose();   // what is mapped holds the file by itself
        var (expected, actual, scratch) = (new ScoredRow[20], new ScoredRow[20], new TopKScratch());
        ulong[] odd = [.. Enumerable.Repeat(0xAAAA_AAAA_AAAA_AAAA, (rows + 63) / 64)];

        for (var q = 0; q < 5; q++)
        {
            Assert.Equal(index.Search(queries[q], expected, scratch), mapped.Search(queries[q], actual, scratch));
            Assert.Equal(expected, actual);
            Assert.Equal(index.Search(queries[q], expected, scratch, odd), mapped.Search(queries[q], actual, scratch, odd));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Mapping_takes_no_memory_for_the_rows()
    {
        using var matrix = TestVectors.Floats(seed: 1, rows: 20_000, dimension: 128);
        using var index = new ExactTopK(matrix);
        using var written = Save(writer =>
        {
            matrix.Save(writer, "rows");
            index.Save(writer, "codes");
        });
        var before = GC.GetAllocatedBytesForCurrentThread();

        using var file = SectionFile.Open(_folder["matrix"]);
        using var rows = file.Matrix<float>("rows");
        using var mapped = ExactTopK.Map(file, "codes", rows);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 60_000);   // 13 MB are mapped
    }

    [Fact]
    public void A_mapped_quantised_matrix_has_the_bounds_that_were_saved()
    {
        using var matrix = TestVectors.Floats(seed: 1, rows: 33, dimension: 17);
        using var quantized = QuantizedMatrix.Of(matrix);
        using var file = Save(writer => quantized.Save(writer, "q"));
        using var mapped = QuantizedMatrix.Map(file, "q");

        Assert.Equal(quantized.LongestNorm, mapped.LongestNorm);
        Assert.Equal(quantized.Scales, mapped.Scales);
        Assert.Equal(quantized.Norms, mapped.Norms);
        Assert.Equal(quantized.Residuals, mapped.Residuals);
    }

    [Theory, InlineData("codes.row-of"), InlineData("codes.slot-of")]
    public void Refuses_an_index_whose_row_numbers_are_damaged(string section)
    {
        using var matrix = TestVectors.Floats(seed: 1, rows: 33, dimension: 17);
        using var index = new ExactTopK(matrix);
        var whole = Save(writer => index.Save(writer, "codes"));
        var at = whole.Sections.Single(other => other.Name == section).Offset + 4 * 7;
        whole.Dispose();
        var bytes = File.ReadAllBytes(_folder["matrix"]);
        bytes[at] = 33;
        File.WriteAllBytes(_folder["matrix"], bytes);

        using var file = SectionFile.Open(_folder["matrix"]);
        var error = Assert.Throws<InvalidFileException>(() => ExactTopK.Map(file, "codes", matrix));

        Assert.Equal(at, error.Offset);
        Assert.Contains($"element 7 of section {section}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_an_index_of_other_rows()
    {
        using var matrix = TestVectors.Floats(seed: 1, rows: 33, dimension: 17);
        using var other = TestVectors.Floats(seed: 1, rows: 32, dimension: 17);
        using var index = new ExactTopK(matrix);
        using var file = Save(writer => index.Save(writer, "codes"));

        Assert.Throws<InvalidFileException>(() => ExactTopK.Map(file, "codes", other));
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
