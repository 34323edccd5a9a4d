using Recommender.Numerics.Files;

namespace Recommender.Numerics.Tests.Files;

/// <summary>A small file with a section of every shape.</summary>
internal static class SampleFile
{
    public const string Kind = "recommender.sample";

    public static string Write(string path, int number = 1)
    {
        using var writer = SectionFileWriter.Create(path, Kind, kindVersion: 2);
        writer.Write<int>("numbers", [number, 2, 3]);
        using (var rows = writer.Begin<float>("rows", rowLength: 3)) rows.Append([1, 2, 3, 4, 5, 6]);
        writer.WriteUtf8("text", "zwölf"u8);
        writer.Write<long>("none", []);
        writer.Commit();
        return path;
    }

    /// <summary>All that a reader sees, or why it is refused.</summary>
    public static string Read(string path)
    {
        try
        {
            using var file = SectionFile.Open(path, Kind, newestVersion: 2);
            using var numbers = file.Vector<int>("numbers");
            using var rows = file.Matrix<float>("rows");
            using var text = file.Utf8("text");
            using var none = file.Vector<long>("none");
            return string.Join(
                ';', string.Join(' ', numbers.Span.ToArray()), string.Join(' ', rows[0].ToArray()), string.Join(' ', rows[1].ToArray()),
                Convert.ToHexString(text.Span), none.Length, file.KindVersion, string.Join(' ', file.Sections));
        }
        catch (InvalidFileException refusal)
        {
            Assert.Equal(path, refusal.FilePath);
            Assert.InRange(refusal.Offset, 0, Math.Max(new FileInfo(path).Length, 4096));
            return "refused";
        }
    }
}
