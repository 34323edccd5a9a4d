namespace Recommender.Ranking.Diversity;

/// <summary>Gives whatever a page counts its titles under a place, as it comes: numbers may be any, places are few. One thread at a time.</summary>
internal sealed class PageCounts
{
    private (int Key, int Place)[] _slots = new (int, int)[64];   // open addressing; places from 1, so that 0 is free
    private int[] _counts = new int[32];
    private int _used;

    /// <summary>Titles on the page, by place.</summary>
    public Span<int> Counts => _counts;

    /// <summary>Starts a page.</summary>
    public void Begin()
    {
        if (_used == 0) return;
        Array.Clear(_slots);
        Array.Clear(_counts);
        _used = 0;
    }

    /// <summary>The place of a key.</summary>
    public int PlaceOf(int key)
    {
        var slot = SlotOf(key);
        if (_slots[slot].Place > 0) return _slots[slot].Place - 1;
        if (_used == _counts.Length)
        {
            Grow();
            slot = SlotOf(key);
        }

        _slots[slot] = (key, ++_used);
        return _used - 1;
    }

    private int SlotOf(int key)
    {
        var mask = _slots.Length - 1;
        var slot = (int)((uint)key * 0x9E37_79B1u >> 7) & mask;
        while (_slots[slot] is var (taken, place) && place > 0 && taken != key) slot = (slot + 1) & mask;
        return slot;
    }

    // Slots stay twice the places, so that there is always a free one.
    private void Grow()
    {
        var old = _slots;
        _slots = new (int, int)[2 * old.Length];
        Array.Resize(ref _counts, _slots.Length / 2);
        foreach (var taken in old)
        {
            if (taken.Place > 0) _slots[SlotOf(taken.Key)] = taken;
        }
    }
}
