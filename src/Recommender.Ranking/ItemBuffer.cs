namespace Recommender.Ranking;

/// <summary>Items in a row that are refilled for every request and seen as a span. One thread at a time.</summary>
/// <typeparam name="T">Item.</typeparam>
public sealed class ItemBuffer<T>
{
    private T[] _items = [];

    /// <summary>Number of items.</summary>
    public int Count { get; private set; }

    /// <summary>The items; ends with the next change of their number.</summary>
    public Span<T> Span => _items.AsSpan(0, Count);

    /// <summary>An item.</summary>
    public ref T this[int index] => ref Span[index];

    /// <summary>Adds one. Allocates only where there are more than ever before.</summary>
    public void Add(T item)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Math.Max(16, 2 * Count));
        _items[Count++] = item;
    }

    /// <summary>Adds several. Allocates only where there are more than ever before.</summary>
    public void AddRange(ReadOnlySpan<T> items)
    {
        if (_items.Length - Count < items.Length) Array.Resize(ref _items, Math.Max(Count + items.Length, 2 * Count));
        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    /// <summary>Adds several to be written by the caller. Allocates only where there are more than ever before.</summary>
    /// <returns>What was added, as it lies there; ends with the next change of the number of items.</returns>
    public Span<T> Extend(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (_items.Length - Count < count) Array.Resize(ref _items, Math.Max(Count + count, 2 * Count));
        Count += count;
        return _items.AsSpan(Count - count, count);
    }

    /// <summary>Takes all away.</summary>
    public void Clear() => Count = 0;

    /// <summary>Keeps the first.</summary>
    /// <param name="count">How many, from 0 to <see cref="Count"/>.</param>
    public void Keep(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        Count = count;
    }
}
