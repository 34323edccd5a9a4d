using System.Runtime.InteropServices;
using Recommender.Numerics;

namespace Recommender.Server.Catalogs;

/// <summary>Compressed rows in the making, one row after the other. One thread at a time.</summary>
/// <typeparam name="T">Element.</typeparam>
internal sealed class RowsBuilder<T>
    where T : unmanaged
{
    private readonly List<long> _offsets = [0];
    private readonly List<T> _values = [];

    /// <summary>Adds an element to the row that is open.</summary>
    public void Add(T value) => _values.Add(value);

    /// <summary>Adds elements to the row that is open.</summary>
    public void Add(ReadOnlySpan<T> values) => CollectionExtensions.AddRange(_values, values);

    /// <summary>The elements of the row that is open.</summary>
    public Span<T> Open => CollectionsMarshal.AsSpan(_values)[(int)_offsets[^1]..];

    /// <summary>Ends the row that is open; the next one begins.</summary>
    public void EndRow() => _offsets.Add(_values.Count);

    /// <summary>A row of its own.</summary>
    public void AddRow(ReadOnlySpan<T> values)
    {
        Add(values);
        EndRow();
    }

    /// <summary>All rows that ended.</summary>
    public CompressedRows<T> Build() => new(CollectionsMarshal.AsSpan(_offsets), CollectionsMarshal.AsSpan(_values));
}
