using Recommender.Numerics.Files;
using Recommender.Numerics.Tests.Files;

namespace Recommender.Numerics.Tests;

public sealed class CompressedRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gives_each_row_its_own_elements()
    {
        using var tags = new CompressedRows<int>([0, 2, 2, 5], [7, 8, 1, 2, 3]);

        Assert.Equal(3, tags.Rows);
        Assert.Equal([7, 8], tags[0]);
        Assert.Equal([], tags[1]);
        Assert.Equal([1, 2, 3], tags[2]);
    }

    [Theory, InlineData(-1), InlineData(1)]
    public void Refuses_a_row_out_of_range(int row)
    {
        using var tags = new CompressedRows<int>([0, 1], [7]);

        Assert.Throws<ArgumentOutOfRangeException>(() => tags[row].Length);
    }

    [Theory]
    [InlineData(new long[0], "offset 0 is missing")]
    [InlineData(new long[] { 1, 2 }, "offset 0 is 1")]
    [InlineData(new long[] { 0, 2, 1, 2 }, "offset 2 is 1, less than 2 before it")]
    [InlineData(new long[] { 0, 3 }, "offset 1 is 3; the last is the number of values, 2")]
    [InlineData(new long[] { 0, long.MaxValue, 2 }, "offset 2 is 2, less than")]
    public void Refuses_offsets_that_are_none(long[] offsets, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => new CompressedRows<int>(offsets, [1, 2]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_the_rows_that_were_saved()
    {
        var random = new Random(20260101);
        var lengths = Enumerable.Range(0, 500).Select(_ => random.Next(4) == 0 ? 0 : random.Next(40)).ToArray();
        var offsets = lengths.Aggregate(new List<long> { 0 }, (all, length) => [.. all, all[^1] + length]).ToArray();
        var values = Enumerable.Range(0, (int)offsets[^1]).Select(_ => (ushort)random.Next(ushort.MaxValue)).ToArray();
        using var rows = new CompressedRows<ushort>(offsets, values);
        using var file = Save(writer => rows.Save(writer, "tags"));
        using var mapped = file.CompressedRows<ushort>("tags");

        Assert.Equal(500, mapped.Rows);
        for (var row = 0; row < 500; row++) Assert.Equal(values.AsSpan((int)offsets[row], lengths[row]), mapped[row]);
    }

    [Fact]
    public void Refuses_a_file_whose_offsets_lead_outside()
    {
        using var file = Save(writer =>
        {
            writer.Write<int>("tags", [1, 2]);
            writer.Write<long>("tags.offsets", [0, 1, 3]);
        });

        var error = Assert.Throws<InvalidFileException>(() => file.CompressedRows<int>("tags"));

        Assert.Equal(file.Sections[1].Offset + 16, error.Offset);
        Assert.Contains("element 2 of section tags.offsets I64[3]: is 3", error.Message, StringComparison.Ordinal);
    }

    private SectionFile Save(Action<SectionFileWriter> write)
    {
        using var writer = SectionFileWriter.Create(_folder["rows"], "test", 1);
        write(writer);
        writer.Commit();
        return SectionFile.Open(_folder["rows"]);
    }
}
