using Recommender.Numerics.Memory;

namespace Recommender.Numerics;

/// <summary>Compressed rows in the making, one row after the other. What was built stays as it is while rows are added to it: it shares the memory, and only what it has not grows.</summary>
/// <typeparam name="T">Element.</typeparam>
/// <param name="rows">Rows to make room for, from 0.</param>
/// <param name="elements">Elements to make room for, from 0.</param>
/// <remarks>One thread at a time; what was built is safe for many readers meanwhile.</remarks>
public sealed class RowsBuilder<T>(int rows = 0, int elements = 0)
    where T : unmanaged
{
    private long[] _offsets = new long[Math.Max(rows + 1, Sharing.Least)];
    private T[] _values = new T[Math.Max(elements, Sharing.Least)];
    private int _rows;
    private int _count;

    /// <summary>Number of rows that ended.</summary>
    public int Rows => _rows;

    /// <summary>The elements of the row that is open.</summary>
    public Span<T> Open => _values.AsSpan((int)_offsets[_rows], _count - (int)_offsets[_rows]);

    /// <summary>Adds an element to the row that is open.</summary>
    public void Add(T value)
    {
        Sharing.MakeRoom(ref _values, _count, 1);
        _values[_count++] = value;
    }

    /// <summary>Adds elements to the row that is open.</summary>
    public void Add(ReadOnlySpan<T> values)
    {
        Sharing.MakeRoom(ref _values, _count, values.Length);
        values.CopyTo(_values.AsSpan(_count));
        _count += values.Length;
    }

    /// <summary>Ends the row that is open; the next one begins.</summary>
    public void EndRow()
    {
        Sharing.MakeRoom(ref _offsets, _rows + 1, 1);
        _offsets[++_rows] = _count;
    }

    /// <summary>A row of its own.</summary>
    public void AddRow(ReadOnlySpan<T> values)
    {
        Add(values);
        EndRow();
    }

    /// <summary>All rows that ended; a row that is open is none of them. O(1).</summary>
    public CompressedRows<T> Build() => new(Column<long>.Over(_offsets, _rows + 1), Column<T>.Over(_values, (int)_offsets[_rows]));
}
