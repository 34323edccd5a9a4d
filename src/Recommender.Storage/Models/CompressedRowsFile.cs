using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Models;

/// <summary>Rows of different lengths in a file of their own, such as each title's tags, or ids as bytes of UTF-8.</summary>
public static class CompressedRowsFile
{
    /// <summary>What such a file holds.</summary>
    public const string Kind = "recommender.compressed-rows";

    private const int Version = 1;
    private const string Values = "values";

    /// <summary>Writes rows, in place of any older file.</summary>
    /// <exception cref="NotSupportedException">No file has such elements.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full or fails; the old file is untouched.</exception>
    public static void Save<T>(string path, CompressedRows<T> rows)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var writer = SectionFileWriter.Create(path, Kind, Version);
        rows.Save(writer, Values);
        writer.Commit();
    }

    /// <summary>Maps rows without a copy; looks at their offsets, O(n). The caller disposes of them.</summary>
    /// <exception cref="InvalidFileException">The file is damaged, of another kind or a later version, or its elements are others.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static CompressedRows<T> Open<T>(string path)
        where T : unmanaged
    {
        using var file = SectionFile.Open(path, Kind, Version);
        return file.CompressedRows<T>(Values);
    }
}
