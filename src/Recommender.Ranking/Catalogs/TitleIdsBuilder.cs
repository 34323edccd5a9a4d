using Recommender.Numerics;

namespace Recommender.Ranking.Catalogs;

/// <summary>Ids of titles in the making. What was built stays as it is while titles are added: it shares the memory.</summary>
/// <remarks>One thread at a time; what was built is safe for many readers meanwhile.</remarks>
public sealed class TitleIdsBuilder
{
    private readonly RowsBuilder<byte> _ids = new();
    private RowsByHash _rows = new(0);

    /// <summary>Number of titles.</summary>
    public int Count => _ids.Rows;

    /// <summary>Adds a title: from now on the row of its hash, whichever was before.</summary>
    /// <param name="id">In UTF-8.</param>
    /// <param name="hash">Of the id.</param>
    public void Add(ReadOnlySpan<byte> id, ulong hash)
    {
        if (Count == _rows.Capacity) _rows = _rows.Grown(Count);
        _rows.Add(Count, hash);
        _ids.AddRow(id);
    }

    /// <summary>The last row of a hash; -1 where there is none.</summary>
    public int RowOf(ulong hash) => _rows.RowOf(hash, Count);

    /// <summary>All ids. O(1).</summary>
    public TitleIds Build() => new(_ids.Build(), _rows);
}
