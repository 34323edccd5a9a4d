namespace Recommender.Storage.Packing;

/// <summary>Things of different lengths, one after another: read from the first to the last.</summary>
/// <typeparam name="T">One of them, as a view of the bytes.</typeparam>
#pragma warning disable CA1710 // A ref struct is no collection to the framework.
public readonly ref struct PackedList<T>
#pragma warning restore CA1710
    where T : struct, IPackedView<T>, allows ref struct
{
    private readonly PackedCursor _start;

    internal PackedList(string what, ReadOnlySpan<byte> value, int at, int count)
    {
        _start = new PackedCursor(what, value, at);
        Count = count;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Starts at the first.</summary>
    public Enumerator GetEnumerator() => new(_start, Count);

    /// <summary>A place in the list.</summary>
    public ref struct Enumerator
    {
        private PackedCursor _cursor;
        private int _left;

        internal Enumerator(PackedCursor start, int count)
        {
            _cursor = start;
            _left = count;
        }

        /// <summary>The one at this place.</summary>
        public T Current { get; private set; }

        /// <summary>Goes to the next.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            if (_left == 0) return false;
            _left--;
            Current = T.Read(ref _cursor);
            return true;
        }
    }
}
