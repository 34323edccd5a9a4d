using System.Numerics;
using Recommender.Numerics;

namespace Recommender.Ranking.Catalogs;

/// <summary>Ids of a part's titles, and rows by the hashes of ids. Immutable; safe from many threads.</summary>
public sealed class TitleIds
{
    private const int Absent = -1;

    private readonly CompressedRows<byte> _ids;
    private readonly ulong[] _hashes;
    private readonly int[] _slots;   // open addressing over the hashes, which are even already
    private readonly int _mask;

    /// <summary>Indexes ids.</summary>
    /// <param name="ids">UTF-8 by row.</param>
    /// <param name="hashes">Hash of each, shape (titles); no two alike.</param>
    /// <exception cref="ArgumentException">Lengths differ, or two hashes are alike.</exception>
    public TitleIds(CompressedRows<byte> ids, ulong[] hashes)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(hashes);
        if (ids.Rows != hashes.Length) throw new ArgumentException($"there are {ids.Rows} ids and {hashes.Length} hashes", nameof(hashes));
        (_ids, _hashes) = (ids, hashes);
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, 2 * hashes.Length))];
        _mask = _slots.Length - 1;
        Array.Fill(_slots, Absent);
        for (var row = 0; row < hashes.Length; row++)
        {
            var slot = SlotOf(hashes[row]);
            if (_slots[slot] != Absent) throw new ArgumentException($"rows {_slots[slot]} and {row} have the same hash", nameof(hashes));
            _slots[slot] = row;
        }
    }

    /// <summary>The id of a row, in UTF-8.</summary>
    public ReadOnlySpan<byte> this[int row] => _ids[row];

    /// <summary>The hash of a row's id.</summary>
    public ulong HashOf(int row) => _hashes[row];

    /// <summary>The row of an id by its hash; -1 where there is none. O(1).</summary>
    public int RowOf(ulong hash) => _slots[SlotOf(hash)];

    // The slot with that hash, or the free one where it would be.
    private int SlotOf(ulong hash)
    {
        var slot = (int)hash & _mask;
        while (_slots[slot] is var row && row != Absent && _hashes[row] != hash) slot = (slot + 1) & _mask;
        return slot;
    }
}
