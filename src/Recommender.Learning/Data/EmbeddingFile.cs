using Recommender.Numerics.Files;

namespace Recommender.Learning.Data;

/// <summary>Embeddings in a file: ids as compressed rows of UTF-8 and a matrix that is mapped.</summary>
public static class EmbeddingFile
{
    private const string Kind = "recommender.embeddings";
    private const int Version = 1;

    /// <summary>Reads the ids, looks at every byte's checksum and maps the matrix. The caller disposes of it.</summary>
    /// <exception cref="IOException">There is no such file, or it is damaged, of another kind or a later version.</exception>
    public static Embeddings Open(string path)
    {
        using var file = SectionFile.Open(path, Kind, Version);
        file.Verify();
        var vectors = file.Matrix<float>("vectors");
        try
        {
            return new Embeddings(new IdTable(TextColumn.Read(file, "ids", vectors.Rows)), vectors);
        }
        catch
        {
            vectors.Dispose();
            throw;
        }
    }

    /// <summary>Refuses to take a file for one of embeddings that is none.</summary>
    /// <exception cref="IOException">It is none.</exception>
    internal static void RequireIsOne(string path)
    {
        using var file = SectionFile.Open(path);
        if (file.Kind != Kind) throw new IOException($"'{path}' is no file of embeddings, so it is not replaced; name another file");
    }

    /// <summary>Writes embeddings row after row.</summary>
    internal sealed class Writer : IDisposable
    {
        private readonly SectionFileWriter _file;
        private readonly SectionWriter<float> _vectors;
        private readonly List<string> _ids = [];

        public Writer(string path, int dimension)
        {
            _file = SectionFileWriter.Create(path, Kind, Version);
            _vectors = _file.Begin<float>("vectors", dimension);
        }

        public void Append(string id, ReadOnlySpan<float> vector)
        {
            _vectors.Append(vector);
            _ids.Add(id);
        }

        public void Commit()
        {
            _vectors.Dispose();
            TextColumn.Write(_file, "ids", _ids);
            _file.Commit();
        }

        public void Dispose() => _file.Dispose();
    }
}
