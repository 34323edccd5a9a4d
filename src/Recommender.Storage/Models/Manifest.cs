using System.Buffers;
using System.Text;
using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Models;

/// <summary>Which files make up a generation. Written last: a generation without it was never committed.</summary>
/// <remarks>It has each file's fingerprint, so that a file of another generation is not taken for one of this.</remarks>
internal static class Manifest
{
    public const string FileName = "manifest";

    private const string Kind = "recommender.generation";
    private const int Version = 1;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether a file of a generation may have that name.</summary>
    public static bool IsName(string name) => name.Length is >= 1 and <= 64 && name != FileName && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>Writes down the files that are in a folder.</summary>
    public static void Write(string folder, long number)
    {
        string[] names = [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Where(IsName).Order(StringComparer.Ordinal)];
        var fingerprints = new uint[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            using var file = SectionFile.Open(Path.Combine(folder, names[i]));
            fingerprints[i] = file.Fingerprint;
        }

        using var writer = SectionFileWriter.Create(Path.Combine(folder, FileName), Kind, Version);
        writer.Write<long>("number", [number]);
        writer.Write<uint>("fingerprints", fingerprints);
        using var rows = Rows(names);
        rows.Save(writer, "names");
        writer.Commit();
    }

    /// <summary>Reads the names of a generation's files and opens each.</summary>
    /// <exception cref="IOException">A file is missing, damaged or another generation's.</exception>
    public static IReadOnlyList<string> Read(string folder, long number)
    {
        var path = Path.Combine(folder, FileName);
        using var file = SectionFile.Open(path, Kind, Version);
        file.Verify();
        using var numbers = file.Vector<long>("number", 1);
        using var rows = file.CompressedRows<byte>("names");
        using var fingerprints = file.Vector<uint>("fingerprints", rows.Rows);
        if (numbers[0] != number) throw new InvalidFileException(path, 0, $"is generation {numbers[0]}'s; expected {number}");

        var names = new string[rows.Rows];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(rows[i]);
            if (!IsName(names[i])) throw new InvalidFileException(path, 0, $"name {i} is none of a model file");
            using var model = SectionFile.Open(Path.Combine(folder, names[i]));
            if (model.Fingerprint != fingerprints[i])
                throw new InvalidFileException(model.FilePath, 0, $"is not the file that generation {number} was committed with");
        }

        return names;
    }

    private static CompressedRows<byte> Rows(string[] names)
    {
        var offsets = new long[names.Length + 1];
        for (var i = 0; i < names.Length; i++) offsets[i + 1] = offsets[i] + Encoding.UTF8.GetByteCount(names[i]);
        return new CompressedRows<byte>(offsets, Encoding.UTF8.GetBytes(string.Concat(names)));
    }
}
