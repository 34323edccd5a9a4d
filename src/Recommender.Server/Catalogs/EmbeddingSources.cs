using Recommender.Numerics;

namespace Recommender.Server.Catalogs;

/// <summary>Where the embedding of each title of a part in the making lies: in another matrix, or in one of its own. One thread at a time.</summary>
/// <param name="dimension">Elements of an embedding.</param>
internal sealed class EmbeddingSources(int dimension)
{
    private const int ChunkRows = 1_024;

    private readonly List<(AlignedMatrix<float> Matrix, int Row)> _sources = [];
    private AlignedMatrix<float>? _chunk;
    private int _used;

    /// <summary>Number of titles.</summary>
    public int Count => _sources.Count;

    /// <summary>The next title's is a row of a matrix.</summary>
    public void Add(AlignedMatrix<float> matrix, int row) => _sources.Add((matrix, row));

    /// <summary>The next title's is made now.</summary>
    /// <returns>Zeros, to fill.</returns>
    public Span<float> Add()
    {
        if (_chunk is null || _used == ChunkRows) (_chunk, _used) = (new AlignedMatrix<float>(ChunkRows, dimension), 0);
        _sources.Add((_chunk, _used));
        return _chunk.Writable(_used++);
    }

    /// <summary>All embeddings: the matrix itself where they are its rows in order, and a copy where they are not.</summary>
    public AlignedMatrix<float> Gather()
    {
        if (_sources.Count > 0 && AreRowsOf(_sources[0].Matrix)) return _sources[0].Matrix;
        var gathered = new AlignedMatrix<float>(_sources.Count, dimension);
        for (var row = 0; row < _sources.Count; row++) _sources[row].Matrix[_sources[row].Row].CopyTo(gathered.Writable(row));
        return gathered;
    }

    private bool AreRowsOf(AlignedMatrix<float> matrix)
    {
        if (matrix.Rows != _sources.Count) return false;
        for (var row = 0; row < _sources.Count; row++)
            if (_sources[row].Matrix != matrix || _sources[row].Row != row) return false;
        return true;
    }
}
