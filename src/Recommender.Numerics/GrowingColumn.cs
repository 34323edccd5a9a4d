using Recommender.Numerics.Memory;

namespace Recommender.Numerics;

/// <summary>Numbers in an array that grows. Whoever was given the array keeps what was there: elements are added behind, and never changed.</summary>
/// <typeparam name="T">Element.</typeparam>
/// <remarks>One thread at a time; arrays that were given away are safe for many readers meanwhile.</remarks>
public sealed class GrowingColumn<T>
    where T : unmanaged
{
    private T[] _elements = new T[Sharing.Least];

    /// <summary>Number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(T element)
    {
        Sharing.MakeRoom(ref _elements, Count, 1);
        _elements[Count++] = element;
    }

    /// <summary>The elements, and behind them room for more. O(1).</summary>
    public T[] Build() => _elements;
}
