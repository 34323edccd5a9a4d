using System.Text;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Models;

/// <summary>Texts by row, as a file holds them: compressed rows of UTF-8.</summary>
public static class TextTable
{
    /// <summary>Writes texts as two sections: the name's, and the name's with <c>.offsets</c>.</summary>
    /// <inheritdoc cref="SectionFileWriter.Write{T}(string, ReadOnlySpan{T})" path="/exception"/>
    public static void Write(SectionFileWriter file, string name, IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(texts);
        var offsets = new long[texts.Count + 1];
        using (var section = file.Begin<byte>(name))
        {
            for (var row = 0; row < texts.Count; row++)
            {
                var bytes = Encoding.UTF8.GetBytes(texts[row]);
                section.Append(bytes);
                offsets[row + 1] = offsets[row] + bytes.Length;
            }
        }

        file.Write<long>($"{name}.offsets", offsets);
    }

    /// <summary>Reads all texts.</summary>
    /// <exception cref="InvalidFileException">There is no such section, or its rows are damaged.</exception>
    public static string[] Read(SectionFile file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var rows = file.CompressedRows<byte>(name);
        var texts = new string[rows.Rows];
        for (var row = 0; row < texts.Length; row++) texts[row] = Encoding.UTF8.GetString(rows[row]);
        return texts;
    }
}
