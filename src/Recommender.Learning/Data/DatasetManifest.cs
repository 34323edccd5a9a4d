using Recommender.Numerics.Files;

namespace Recommender.Learning.Data;

/// <summary>What makes files a dataset: written last, with each file's fingerprint.</summary>
internal static class DatasetManifest
{
    public const string FileName = "manifest";
    public const int Version = 1;

    private const string Kind = "recommender.dataset";

    public static readonly string[] Files = ["interaction-times", "interaction-values", "interactions", "members", "tags", "titles"];

    public static void Write(string folder)
    {
        using var writer = SectionFileWriter.Create(Path.Combine(folder, FileName), Kind, Version);
        TextColumn.Write(writer, "files", Files);
        writer.Write<uint>("fingerprints", [.. Files.Select(name => Fingerprint(Path.Combine(folder, name)))]);
        writer.Commit();
    }

    /// <summary>Whether a folder is a dataset of some version, whole or damaged.</summary>
    public static bool IsIn(string folder)
    {
        try
        {
            using var file = SectionFile.Open(Path.Combine(folder, FileName));
            return file.Kind == Kind;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Looks whether all files are those that were written together.</summary>
    /// <exception cref="IOException">A file is missing, damaged, of a later version or another dataset's.</exception>
    public static void Check(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new FileNotFoundException($"'{folder}' is no dataset folder: it has no file '{FileName}'", path);
        using var manifest = SectionFile.Open(path, Kind, Version);
        manifest.Verify();
        var names = TextColumn.Read(manifest, "files");
        using var fingerprints = manifest.Vector<uint>("fingerprints", names.Length);
        if (!names.AsSpan().SequenceEqual(Files)) throw new InvalidFileException(path, 0, $"lists {string.Join(", ", names)}; needed are {string.Join(", ", Files)}");
        for (var i = 0; i < names.Length; i++)
        {
            var file = Path.Combine(folder, names[i]);
            if (Fingerprint(file) != fingerprints.Span[i]) throw new InvalidFileException(file, 0, "is not the file that the dataset was written with");
        }
    }

    private static uint Fingerprint(string path)
    {
        using var file = SectionFile.Open(path);
        return file.Fingerprint;
    }
}
