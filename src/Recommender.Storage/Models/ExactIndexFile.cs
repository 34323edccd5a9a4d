using Recommender.Numerics;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Models;

/// <summary>Embeddings together with the codes by which they are searched: a restart maps both and serves at once.</summary>
public static class ExactIndexFile
{
    /// <summary>What such a file holds.</summary>
    public const string Kind = "recommender.exact-index";

    private const int Version = 1;
    private const string Rows = "rows";
    private const string Codes = "codes";

    /// <summary>Writes rows and their index, in place of any older file.</summary>
    /// <exception cref="IOException">The folder is absent or the disk is full or fails; the old file is untouched.</exception>
    public static void Save(string path, AlignedMatrix<float> rows, ExactTopK index)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(index);
        using var writer = SectionFileWriter.Create(path, Kind, Version);
        rows.Save(writer, Rows);
        index.Save(writer, Codes);
        writer.Commit();
    }

    /// <summary>Maps rows and their index without a copy; looks at the numbers by which rows are found, O(n). The caller disposes of both, the index first.</summary>
    /// <exception cref="InvalidFileException">The file is damaged, of another kind or a later version.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static (AlignedMatrix<float> Rows, ExactTopK Index) Open(string path)
    {
        using var file = SectionFile.Open(path, Kind, Version);
        var rows = file.Matrix<float>(Rows);
        try
        {
            return (rows, ExactTopK.Map(file, Codes, rows));
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }
}
