using System.IO.Compression;
using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

/// <summary>A file that format version 1 wrote once, packed. It is never made anew: a later version adds its own.</summary>
public sealed class EarlierVersionTests : IDisposable
{
    private const string Version1 =
        "G+1gcJ4Htg1r70ZLYfxxXBcBNqZXRNVUNRWqsq68TQJKQgWoXpgJB6QMCU16loRs/ifXZpegbc8IAaNT2ekPEziYnE524CSmgMMwjCTRzMJjHA"
        + "UY6MGmaY2kFsWplr+anZsoZOvZeCwaieB/BbAC/GPqp3EMVbQGdvhmIOYOAHihdt0wgjFO7AFADO/2AKDtGZMIHXTpdgPS5Z6ed9sBgP2zBwCX"
        + "Z28fbIHDlZEgEDkHAEiSSKUilgKDYwBlIA9IRiN2Vg9ON4+iAA0gDohHoqSFLlFADKAFBEA8FyERNCUBukASEM9EDB5ATAMukY86VeRzmNbqmq"
        + "8vl981L294+u44SQA=";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opens_a_file_of_format_version_1()
    {
        File.WriteAllBytes(_folder["v1"], Unpack(Version1));

        using var file = SectionFile.Open(_folder["v1"], "recommender.sample", newestVersion: 3);
        file.Verify();

        Assert.Equal(
            "numbers I32[3] halves F16[2] rows F32[2, 3] text Utf8[6] none I64[0] codes I8Blocks[2, 3]", string.Join(' ', file.Sections));
        Assert.Equal(3, file.KindVersion);
        using var numbers = file.Vector<int>("numbers");
        Assert.Equal([1, -2, 3], numbers.Span);
        using var halves = file.Vector<Half>("halves");
        Assert.Equal([(Half)0.5, (Half)(-2)], halves.Span);
        using var rows = file.Matrix<float>("rows");
        Assert.Equal([1f, 2, 3], rows[0]);
        Assert.Equal([4f, 5, 6], rows[1]);
        using var text = file.Utf8("text");
        Assert.Equal("zwölf"u8, text.Span);
        using var none = file.Vector<long>("none");
        Assert.Equal(0, none.Length);
        using var codes = Int8Matrix.Map(file, "codes");
        var row = new sbyte[3];
        codes.Read(1, row);
        Assert.Equal([-127, 0, 127], row);
    }

    [Fact]
    public void Writes_format_version_1_byte_for_byte()
    {
        using (var writer = SectionFileWriter.Create(_folder["now"], "recommender.sample", kindVersion: 3))
        {
            writer.Write<int>("numbers", [1, -2, 3]);
            writer.Write<Half>("halves", [(Half)0.5, (Half)(-2)]);
            using (var rows = writer.Begin<float>("rows", rowLength: 3)) rows.Append([1, 2, 3, 4, 5, 6]);
            writer.WriteUtf8("text", "zwölf"u8);
            writer.Write<long>("none", []);
            using var codes = new Int8Matrix(2, 3);
            codes.Write(1, [-127, 0, 127]);
            codes.Save(writer, "codes");
            writer.Commit();
        }

        var now = File.ReadAllBytes(_folder["now"]);

        Assert.True(now.AsSpan().SequenceEqual(Unpack(Version1)), $"differs, so it is another version; packed it is {Pack(now)}");
    }

    private static byte[] Unpack(string packed)
    {
        using var whole = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress)) brotli.CopyTo(whole);
        return whole.ToArray();
    }

    private static string Pack(byte[] whole)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize)) brotli.Write(whole);
        return Convert.ToBase64String(packed.ToArray());
    }
}
