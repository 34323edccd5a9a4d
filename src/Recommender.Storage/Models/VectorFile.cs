using Recommender.Numerics.Files;

namespace Recommender.Storage.Models;

/// <summary>A vector in a file of its own, such as the popularity of each title.</summary>
public static class VectorFile
{
    /// <summary>What such a file holds.</summary>
    public const string Kind = "recommender.vector";

    private const int Version = 1;
    private const string Elements = "elements";

    /// <summary>Writes a vector, in place of any older file.</summary>
    /// <exception cref="NotSupportedException">No file has such elements.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full or fails; the old file is untouched.</exception>
    public static void Save<T>(string path, ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        using var writer = SectionFileWriter.Create(path, Kind, Version);
        writer.Write(Elements, elements);
        writer.Commit();
    }

    /// <summary>Maps a vector: no copy, whatever its size. The caller disposes of it.</summary>
    /// <exception cref="InvalidFileException">The file is damaged, of another kind or a later version, or its elements are others.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static MappedVector<T> Open<T>(string path)
        where T : unmanaged
    {
        using var file = SectionFile.Open(path, Kind, Version);
        return file.Vector<T>(Elements);
    }
}
