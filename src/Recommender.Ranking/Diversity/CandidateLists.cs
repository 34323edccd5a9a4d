using Recommender.Numerics;

namespace Recommender.Ranking.Diversity;

/// <summary>A list for each candidate, such as its tags: in a table by title row, or gathered from several.</summary>
/// <typeparam name="T">Element.</typeparam>
public readonly ref struct CandidateLists<T>
    where T : unmanaged
{
    private readonly ReadOnlySpan<int> _rowsOrOffsets;
    private readonly ReadOnlySpan<T> _values;
    private readonly CompressedRows<T>? _table;

    /// <summary>Lists in a table.</summary>
    /// <param name="rows">Title row of each candidate.</param>
    /// <param name="table">Lists by title row.</param>
    public CandidateLists(ReadOnlySpan<int> rows, CompressedRows<T> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _rowsOrOffsets = rows;
        _table = table;
    }

    /// <summary>Lists one after the other.</summary>
    /// <param name="offsets">Where each starts, and after the last where it ends, shape (candidates + 1).</param>
    /// <param name="values">Their elements.</param>
    public CandidateLists(ReadOnlySpan<int> offsets, ReadOnlySpan<T> values)
    {
        _rowsOrOffsets = offsets;
        _values = values;
    }

    /// <summary>The list of a candidate.</summary>
    public ReadOnlySpan<T> this[int candidate] =>
        _table is null ? _values[_rowsOrOffsets[candidate].._rowsOrOffsets[candidate + 1]] : _table[_rowsOrOffsets[candidate]];
}
