namespace Recommender.Server.Members.Events;

/// <summary>Elements up to a number, in the owner's order. One thread at a time; allocates nothing after construction.</summary>
/// <param name="most">How many.</param>
internal sealed class BoundedList<T>(int most)
    where T : unmanaged
{
    private readonly T[] _items = new T[most];

    /// <summary>Number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is no room.</summary>
    public bool IsFull => Count == _items.Length;

    /// <summary>The elements; ends with the next change of their number.</summary>
    public Span<T> Span => _items.AsSpan(0, Count);

    /// <summary>Takes over other elements in place of these.</summary>
    public void Set(ReadOnlySpan<T> items)
    {
        items.CopyTo(_items);
        Count = items.Length;
    }

    /// <summary>Puts an element at a place, and those from there one further.</summary>
    public void Insert(int at, in T item)
    {
        _items.AsSpan(at, Count - at).CopyTo(_items.AsSpan(at + 1));
        _items[at] = item;
        Count++;
    }

    /// <summary>Adds an element at the end.</summary>
    public void Add(in T item) => _items[Count++] = item;

    /// <summary>Takes an element away; those behind it keep their order.</summary>
    public void RemoveAt(int at)
    {
        _items.AsSpan(at + 1, Count - at - 1).CopyTo(_items.AsSpan(at));
        Count--;
    }

    /// <summary>Keeps the first.</summary>
    /// <param name="count">How many, from 0 to <see cref="Count"/>.</param>
    public void Keep(int count) => Count = count;
}
