namespace Recommender.Server.Hosting;

/// <summary>A queue with an end: what does not fit is not taken, and nobody waits. No allocation. Safe from many threads.</summary>
/// <typeparam name="T">Item.</typeparam>
/// <param name="capacity">Most items.</param>
internal sealed class BoundedQueue<T>(int capacity)
{
    private readonly Lock _lock = new();
    private readonly T[] _items = new T[capacity];
    private int _first;
    private int _count;

    /// <summary>Whether more than half of the places are taken, or were a moment ago.</summary>
    public bool IsHalfFull => Volatile.Read(ref _count) > _items.Length / 2;

    /// <summary>Whether all places are taken, or were a moment ago.</summary>
    public bool IsFull => Volatile.Read(ref _count) == _items.Length;

    /// <summary>Adds an item behind the others, unless the queue is full.</summary>
    public bool TryAdd(in T item)
    {
        lock (_lock)
        {
            if (_count == _items.Length) return false;
            _items[(_first + _count++) % _items.Length] = item;
            return true;
        }
    }

    /// <summary>Takes as many as there are and fit.</summary>
    /// <returns>How many.</returns>
    public int Take(Span<T> into)
    {
        lock (_lock)
        {
            var taken = Math.Min(_count, into.Length);
            for (var i = 0; i < taken; i++)
            {
                ref var item = ref _items[(_first + i) % _items.Length];
                into[i] = item;
                item = default!;
            }

            _first = (_first + taken) % _items.Length;
            _count -= taken;
            return taken;
        }
    }
}
