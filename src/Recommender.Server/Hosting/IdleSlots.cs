namespace Recommender.Server.Hosting;

/// <summary>
/// What calls work in, between calls. Whoever wants one gets that of the lowest slot, which was used but now: few are gone through in turns, and
/// what they hold is still in the cache. No lock, no allocation. Safe from many threads.
/// </summary>
/// <typeparam name="T">Item.</typeparam>
/// <param name="most">Items kept; more are left to the garbage collector.</param>
internal sealed class IdleSlots<T>(int most)
    where T : class
{
    private readonly Slot[] _slots = new Slot[most];

    /// <summary>Takes one; null where none is idle.</summary>
    public T? Take()
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot.Item is { } item && Interlocked.CompareExchange(ref slot.Item, null, item) == item) return item;
        }

        return null;
    }

    /// <summary>Gives one back.</summary>
    public void Return(T item)
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot.Item is null && Interlocked.CompareExchange(ref slot.Item, item, null) is null) return;
        }
    }

    private struct Slot
    {
        public T? Item;
    }
}
