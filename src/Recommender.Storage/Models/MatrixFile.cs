using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Models;

/// <summary>A matrix in a file of its own, such as the embeddings of titles or of communities.</summary>
public static class MatrixFile
{
    /// <summary>What such a file holds.</summary>
    public const string Kind = "recommender.matrix";

    private const int Version = 1;
    private const string Rows = "rows";

    /// <summary>Writes a matrix, in place of any older file.</summary>
    /// <exception cref="IOException">The folder is absent or the disk is full or fails; the old file is untouched.</exception>
    public static void Save<T>(string path, AlignedMatrix<T> rows)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var writer = SectionFileWriter.Create(path, Kind, Version);
        rows.Save(writer, Rows);
        writer.Commit();
    }

    /// <summary>Maps a matrix: no copy, whatever its size. The caller disposes of it.</summary>
    /// <exception cref="InvalidFileException">The file is damaged, of another kind or a later version, or its elements are others.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static AlignedMatrix<T> Open<T>(string path)
        where T : unmanaged
    {
        using var file = SectionFile.Open(path, Kind, Version);
        return file.Matrix<T>(Rows);
    }
}
