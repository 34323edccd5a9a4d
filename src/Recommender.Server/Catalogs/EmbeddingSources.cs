using Recommender.Numerics;

namespace Recommender.Server.Catalogs;

/// <summary>Where the embedding of each title of a part in the making lies: in another matrix, or in one of its own. One thread at a time; what was gathered stays as it is.</summary>
/// <param name="dimension">Elements of an embedding.</param>
internal sealed class EmbeddingSources(int dimension)
{
    private const int MostChunkRows = 1_024;
    private const int LeastChunkRows = 4;

    private readonly List<(AlignedMatrix<float> Matrix, int Row)> _sources = [];
    private AlignedMatrix<float>? _chunk;
    private int _used;
    private AlignedMatrix<float>? _gathered;   // with room for more
    private int _done;                          // titles whose embeddings are gathered, and whose sources are let go

    /// <summary>Number of titles.</summary>
    public int Count => _done + _sources.Count;

    /// <summary>The next title's is a row of a matrix.</summary>
    public void Add(AlignedMatrix<float> matrix, int row) => _sources.Add((matrix, row));

    /// <summary>The next title's is made now.</summary>
    /// <returns>Zeros, to fill.</returns>
    public Span<float> Add()
    {
        if (_chunk is null || _used == _chunk.Rows) (_chunk, _used) = (new AlignedMatrix<float>(Math.Clamp(2 * _used, LeastChunkRows, MostChunkRows), dimension), 0);
        _sources.Add((_chunk, _used));
        return _chunk.Writable(_used++);
    }

    /// <summary>All embeddings: the matrix itself where they are its rows in order, and a copy where they are not. O(those that were added since it was last asked), but where there is no room.</summary>
    public AlignedMatrix<float> Gather()
    {
        if (_done == 0 && _sources.Count > 0 && AreRowsOf(_sources[0].Matrix)) return _sources[0].Matrix;
        var gathered = WithRoom();
        foreach (var (matrix, row) in _sources) matrix[row].CopyTo(gathered.Writable(_done++));
        _sources.Clear();
        (_chunk, _used) = (null, 0);
        return gathered.Rows == _done ? gathered : gathered.Slice(0, _done);
    }

    private AlignedMatrix<float> WithRoom()
    {
        if (_gathered is { } enough && enough.Rows >= Count) return enough;
        var larger = new AlignedMatrix<float>(_gathered is null ? Count : Math.Max(Count, 2 * _gathered.Rows), dimension);
        for (var row = 0; row < _done; row++) _gathered![row].CopyTo(larger.Writable(row));
        return _gathered = larger;
    }

    private bool AreRowsOf(AlignedMatrix<float> matrix)
    {
        if (matrix.Rows != _sources.Count) return false;
        for (var row = 0; row < _sources.Count; row++)
            if (_sources[row].Matrix != matrix || _sources[row].Row != row) return false;
        return true;
    }
}
