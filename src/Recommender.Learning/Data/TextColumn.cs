using System.Text;
using Recommender.Numerics.Files;

namespace Recommender.Learning.Data;

/// <summary>Texts as a file holds them: compressed rows of UTF-8.</summary>
internal static class TextColumn
{
    public static void Write(SectionFileWriter file, string name, IEnumerable<string> texts)
    {
        var offsets = new List<long> { 0 };
        using (var section = file.Begin<byte>(name))
        {
            foreach (var text in texts)
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                section.Append(bytes);
                offsets.Add(offsets[^1] + bytes.Length);
            }
        }

        file.Write<long>($"{name}.offsets", [.. offsets]);
    }

    public static string[] Read(SectionFile file, string name)
    {
        using var rows = file.CompressedRows<byte>(name);
        var texts = new string[rows.Rows];
        for (var row = 0; row < texts.Length; row++) texts[row] = Encoding.UTF8.GetString(rows[row]);
        return texts;
    }

    /// <summary>Reads as many texts as another column has.</summary>
    /// <exception cref="InvalidFileException">There are more or fewer.</exception>
    public static string[] Read(SectionFile file, string name, int count)
    {
        var texts = Read(file, name);
        return texts.Length == count ? texts : throw new InvalidFileException(file.FilePath, 0, $"section {name} has {texts.Length} texts; needed are {count}");
    }
}
