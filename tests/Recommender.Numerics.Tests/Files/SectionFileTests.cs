using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

public sealed class SectionFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_back_every_type_and_shape_that_was_written()
    {
        using (var writer = SectionFileWriter.Create(_folder["all"], "all.types", kindVersion: 7))
        {
            writer.Write<float>("f32", [1.5f, float.NaN]);
            writer.Write<Half>("f16", [(Half)0.5]);
            writer.Write<double>("f64", [Math.PI]);
            writer.Write<sbyte>("i8", [-128, 127]);
            writer.Write<byte>("u8", [255]);
            writer.Write<ushort>("u16", [65535]);
            writer.Write<int>("i32", [int.MinValue]);
            writer.Write<uint>("u32", [uint.MaxValue]);
            writer.Write<long>("i64", [long.MinValue]);
            writer.Write<ulong>("u64", [ulong.MaxValue]);
            writer.WriteUtf8("utf8", "ä"u8);
            writer.Commit();
        }

        using var file = SectionFile.Open(_folder["all"], "all.types", newestVersion: 7);

        Assert.Equal([1.5f, float.NaN], Read<float>(file, "f32"));
        Assert.Equal([(Half)0.5], Read<Half>(file, "f16"));
        Assert.Equal([Math.PI], Read<double>(file, "f64"));
        Assert.Equal([-128, 127], Read<sbyte>(file, "i8"));
        Assert.Equal([255], Read<byte>(file, "u8"));
        Assert.Equal([65535], Read<ushort>(file, "u16"));
        Assert.Equal([int.MinValue], Read<int>(file, "i32"));
        Assert.Equal([uint.MaxValue], Read<uint>(file, "u32"));
        Assert.Equal([long.MinValue], Read<long>(file, "i64"));
        Assert.Equal([ulong.MaxValue], Read<ulong>(file, "u64"));
        using var text = file.Utf8("utf8");
        Assert.Equal("ä"u8, text.Span);
        file.Verify();
    }

    [Theory, InlineData(1), InlineData(16), InlineData(17), InlineData(1000)]
    public void Rows_start_on_cache_lines_however_they_were_appended(int length)
    {
        var rows = TestVectors.Bytes(seed: length, rows: 9, length);
        using (var writer = SectionFileWriter.Create(_folder["rows"], "rows", 1))
        {
            writer.Write<byte>("before", [1]);
            using (var section = writer.Begin<sbyte>("rows", length))
            {
                section.Append([.. rows[0], .. rows[1]]);
                section.Append([]);
                foreach (var row in rows[2..]) section.Append(row);
            }

            writer.Commit();
        }

        using var file = SectionFile.Open(_folder["rows"]);
        using var matrix = file.Matrix<sbyte>("rows");

        Assert.Equal([9, length], file.Sections[1].Shape);
        for (var row = 0; row < 9; row++) Assert.Equal(rows[row], matrix[row]);
    }

    [Fact]
    public void Sections_start_on_pages()
    {
        SampleFile.Write(_folder["a"]);

        using var file = SectionFile.Open(_folder["a"]);

        Assert.All(file.Sections, section => Assert.Equal(0, section.Offset % 4096));
        Assert.Equal("numbers I32[3] rows F32[2, 3] text Utf8[6] none I64[0]", string.Join(' ', file.Sections));
    }

    [Fact]
    public void A_section_may_have_more_bytes_than_a_span()
    {
        const long length = (1L << 31) + 100;
        var chunk = new byte[1 << 24];
        using (var writer = new SectionFileWriter(new AtomicFile(new SparseFolder(new DiskFolder(_folder.FullName)), "large"), "large", 1))
        {
            using (var bytes = writer.Begin<byte>("bytes"))
            {
                for (var i = 0; i < length / chunk.Length; i++) bytes.Append(chunk);
                bytes.Append(chunk.AsSpan(0, 99));
                bytes.Append([7]);
            }

            writer.Write<int>("after", [8]);
            writer.Commit();
        }

        using var file = SectionFile.Open(_folder["large"], "large", 1);
        using var mapped = file.Vector<byte>("bytes");

        Assert.Equal(length, mapped.Length);
        Assert.Equal((0, 7), (mapped[length - 2], mapped[length - 1]));
        Assert.Equal([8], Read<int>(file, "after"));
        Assert.Throws<OverflowException>(() => mapped.Span.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => mapped[length]);
    }

    [Fact]
    public void A_file_may_have_no_sections()
    {
        using (var writer = SectionFileWriter.Create(_folder["empty"], "empty", 1)) writer.Commit();

        using var file = SectionFile.Open(_folder["empty"], "empty", 1);

        Assert.Empty(file.Sections);
        file.Verify();
    }

    [Fact]
    public void A_mapped_part_outlives_its_file_and_the_file_of_that_name()
    {
        SampleFile.Write(_folder["a"], number: 1);
        var file = SectionFile.Open(_folder["a"]);
        var old = file.Vector<int>("numbers");
        file.Dispose();
        SampleFile.Write(_folder["a"], number: 9);

        Assert.Equal([1, 2, 3], old.Span);
        old.Dispose();
        Assert.Throws<ObjectDisposedException>(() => old[0]);
        Assert.Throws<ObjectDisposedException>(() => file.Vector<int>("numbers"));
        Assert.StartsWith("9 2 3;", SampleFile.Read(_folder["a"]), StringComparison.Ordinal);
    }

    [Theory, InlineData("Numbers"), InlineData(""), InlineData("a b"), InlineData("ä"), InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Refuses_a_name_that_is_none(string name)
    {
        using var writer = SectionFileWriter.Create(_folder["a"], "kind", 1);

        Assert.Throws<ArgumentException>(() => writer.Write<int>(name, [1]));
        Assert.Throws<ArgumentException>(() => SectionFileWriter.Create(_folder["b"], name, 1));
        Assert.False(File.Exists(_folder["b"]));
    }

    [Fact]
    public void Refuses_what_would_make_a_file_that_cannot_be_read()
    {
        using var writer = SectionFileWriter.Create(_folder["a"], "kind", 1);
        writer.Write<int>("taken", [1]);

        Assert.Throws<ArgumentException>(() => writer.Write<int>("taken", [1]));
        Assert.Throws<NotSupportedException>(() => writer.Write<decimal>("decimal", [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Begin<int>("rows", rowLength: 0));
        using (var open = writer.Begin<int>("open", rowLength: 2))
        {
            Assert.Throws<ArgumentException>(() => open.Append([1, 2, 3]));
            Assert.Throws<InvalidOperationException>(() => writer.Write<int>("other", [1]));
            Assert.Throws<InvalidOperationException>(writer.Commit);
            open.Dispose();
            Assert.Throws<InvalidOperationException>(() => open.Append([1, 2]));
        }

        writer.Commit();
        Assert.Throws<InvalidOperationException>(writer.Commit);
        using var file = SectionFile.Open(_folder["a"]);
        Assert.Equal("taken I32[1] open I32[0, 2]", string.Join(' ', file.Sections));
    }

    [Fact]
    public void Computes_the_checksum_that_others_know() => Assert.Equal(0xE306_9283u, Crc32C.Of("123456789"u8));   // the check value of CRC-32C

    private static T[] Read<T>(SectionFile file, string name)
        where T : unmanaged
    {
        using var vector = file.Vector<T>(name);
        return vector.Span.ToArray();
    }
}
