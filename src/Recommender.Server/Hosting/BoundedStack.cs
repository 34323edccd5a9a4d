namespace Recommender.Server.Hosting;

/// <summary>Things kept for the next who needs one, the latest first, as it is the likeliest to be in the cache; what does not fit is not taken. No allocation. Safe from many threads.</summary>
/// <typeparam name="T">Thing.</typeparam>
/// <param name="capacity">Most things.</param>
internal sealed class BoundedStack<T>(int capacity)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly T?[] _items = new T?[capacity];
    private int _count;

    /// <summary>Puts a thing on top, unless the stack is full.</summary>
    public bool TryPush(T item)
    {
        lock (_lock)
        {
            if (_count == _items.Length) return false;
            _items[_count++] = item;
            return true;
        }
    }

    /// <summary>Takes the one on top; null where there is none.</summary>
    public T? Pop()
    {
        lock (_lock)
        {
            if (_count == 0) return null;
            var item = _items[--_count];
            _items[_count] = null;
            return item;
        }
    }
}
