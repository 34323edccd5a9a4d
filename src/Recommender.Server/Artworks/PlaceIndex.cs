using System.Numerics;

namespace Recommender.Server.Artworks;

/// <summary>
/// Where things lie, by a hash of what they are; whoever asks looks there whether it is the one. Open addressing with linear
/// probing, and without marks of what was removed: Knuth, "The Art of Computer Programming", volume 3, 6.4, algorithm R. One thread at a time.
/// </summary>
/// <remarks>Eight bytes for a slot, and nothing that the garbage collector would follow.</remarks>
internal sealed class PlaceIndex
{
    /// <summary>Most slots: as many as the bits of a hash that are kept tell apart.</summary>
    public const int MostSlots = 1 << HashBits;

    private const int HashBits = 24;
    private const int PlaceBits = 64 - HashBits;
    private const ulong PlaceMask = (1UL << PlaceBits) - 1;

    private readonly ulong[] _slots;   // the hash's first bits, then the place and one; 0 where empty
    private readonly int _mask;

    /// <summary>Makes an empty one.</summary>
    /// <param name="slots">A power of two from 4 to <see cref="MostSlots"/>.</param>
    public PlaceIndex(int slots)
    {
        if (!BitOperations.IsPow2(slots) || slots is < 4 or > MostSlots)
            throw new ArgumentOutOfRangeException(nameof(slots), slots, $"allowed is a power of two from 4 to {MostSlots}");
        (_slots, _mask) = (new ulong[slots], slots - 1);
    }

    /// <summary>Bytes that it takes.</summary>
    public long Bytes => (long)sizeof(ulong) * _slots.Length;

    /// <summary>How many may be added before searching takes long.</summary>
    public int Room => _slots.Length / 4 * 3;

    /// <summary>Adds a place.</summary>
    /// <param name="hash">Its first bits count; spread evenly.</param>
    /// <param name="place">From 0, below 2⁴⁰ - 1; not there yet with this hash.</param>
    public void Add(ulong hash, long place)
    {
        var entry = EntryOf(hash, place);
        var slot = HomeOf(entry);
        while (_slots[slot] != 0) slot = (slot + 1) & _mask;
        _slots[slot] = entry;
    }

    /// <summary>Takes a place away, if it is there.</summary>
    public void Remove(ulong hash, long place)
    {
        var hole = SlotOf(EntryOf(hash, place));
        if (hole < 0) return;
        for (var slot = (hole + 1) & _mask; _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            var isBehindHome = ((slot - HomeOf(_slots[slot])) & _mask) >= ((slot - hole) & _mask);
            if (isBehindHome) (_slots[hole], hole) = (_slots[slot], slot);
        }

        _slots[hole] = 0;
    }

    /// <summary>Puts a place in the stead of another of the same hash, which is there.</summary>
    public void Replace(ulong hash, long old, long place) => _slots[SlotOf(EntryOf(hash, old))] = EntryOf(hash, place);

    /// <summary>The places that a hash may have: all that were added with it and a few others.</summary>
    public Candidates PlacesOf(ulong hash) => new(this, hash);

    private static ulong EntryOf(ulong hash, long place) => (hash & ~PlaceMask) | (ulong)(place + 1);

    private int HomeOf(ulong entry) => (int)(entry >> PlaceBits) & _mask;

    private int SlotOf(ulong entry)
    {
        for (var slot = HomeOf(entry); _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            if (_slots[slot] == entry) return slot;
        }

        return -1;
    }

    /// <summary>Goes through places; ends with the next change.</summary>
    public ref struct Candidates(PlaceIndex index, ulong hash)
    {
        private int _slot = index.HomeOf(hash);

        /// <summary>The next place.</summary>
        public bool TryNext(out long place)
        {
            for (; index._slots[_slot] is var entry and not 0; _slot = (_slot + 1) & index._mask)
            {
                if ((entry ^ hash) > PlaceMask) continue;
                place = (long)(entry & PlaceMask) - 1;
                _slot = (_slot + 1) & index._mask;
                return true;
            }

            place = -1;
            return false;
        }
    }
}
