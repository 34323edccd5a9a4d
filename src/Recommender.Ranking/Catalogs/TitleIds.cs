using Recommender.Numerics;

namespace Recommender.Ranking.Catalogs;

/// <summary>Ids of a part's titles, and rows by the hashes of ids. Immutable; safe from many threads.</summary>
public sealed class TitleIds
{
    private readonly CompressedRows<byte> _ids;
    private readonly RowsByHash _rows;

    /// <summary>Indexes ids.</summary>
    /// <param name="ids">UTF-8 by row.</param>
    /// <param name="hashes">Hash of each, shape (titles); no two alike.</param>
    /// <exception cref="ArgumentException">Lengths differ, or two hashes are alike.</exception>
    public TitleIds(CompressedRows<byte> ids, ulong[] hashes)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(hashes);
        if (ids.Rows != hashes.Length) throw new ArgumentException($"there are {ids.Rows} ids and {hashes.Length} hashes", nameof(hashes));
        (_ids, _rows) = (ids, new RowsByHash(hashes.Length));
        for (var row = 0; row < hashes.Length; row++)
        {
            if (_rows.RowOf(hashes[row], row) is var other and >= 0) throw new ArgumentException($"rows {other} and {row} have the same hash", nameof(hashes));
            _rows.Add(row, hashes[row]);
        }
    }

    internal TitleIds(CompressedRows<byte> ids, RowsByHash rows) => (_ids, _rows) = (ids, rows);

    /// <summary>The id of a row, in UTF-8.</summary>
    public ReadOnlySpan<byte> this[int row] => _ids[row];

    /// <summary>The hash of a row's id.</summary>
    public ulong HashOf(int row) => _rows.HashOf(row);

    /// <summary>The row of an id by its hash, the last where there were several; -1 where there is none. O(1).</summary>
    public int RowOf(ulong hash) => _rows.RowOf(hash, _ids.Rows);
}
