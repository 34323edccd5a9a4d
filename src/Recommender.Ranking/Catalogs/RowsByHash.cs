using System.Numerics;

namespace Recommender.Ranking.Catalogs;

/// <summary>Rows by the hashes of their ids, for so many rows. One thread adds; others look up meanwhile, each as far as the rows that it knows.</summary>
/// <param name="capacity">Most rows, from 0.</param>
internal sealed class RowsByHash(int capacity)
{
    private const int Absent = -1;

    private readonly ulong[] _hashes = new ulong[capacity];
    private readonly int[] _before = new int[capacity];   // the row before of the same hash
    private readonly int[] _slots = Free(capacity);       // open addressing over the hashes, which are even already; the last row of each

    /// <summary>Most rows.</summary>
    public int Capacity => _hashes.Length;

    /// <summary>The hash of a row.</summary>
    public ulong HashOf(int row) => _hashes[row];

    /// <summary>Adds the next row.</summary>
    public void Add(int row, ulong hash)
    {
        var slot = SlotOf(hash);
        (_hashes[row], _before[row]) = (hash, _slots[slot]);
        Volatile.Write(ref _slots[slot], row);   // who sees the row sees its hash
    }

    /// <summary>The last row of a hash among the first rows; -1 where there is none. O(1), and one more for each row of that hash that came after these.</summary>
    public int RowOf(ulong hash, int rows)
    {
        var row = Volatile.Read(ref _slots[SlotOf(hash)]);
        while (row >= rows) row = _before[row];
        return row;
    }

    /// <summary>The same first rows, with room for as many more.</summary>
    public RowsByHash Grown(int rows)
    {
        var grown = new RowsByHash(Math.Max(16, 2 * Capacity));
        for (var row = 0; row < rows; row++) grown.Add(row, _hashes[row]);
        return grown;
    }

    // The slot with that hash, or the free one where it would be.
    private int SlotOf(ulong hash)
    {
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        while (Volatile.Read(ref _slots[slot]) is var row && row != Absent && _hashes[row] != hash) slot = (slot + 1) & mask;
        return slot;
    }

    private static int[] Free(int capacity)
    {
        var slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, 2 * capacity))];
        Array.Fill(slots, Absent);
        return slots;
    }
}
