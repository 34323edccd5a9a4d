using System.Runtime.CompilerServices;
using Recommender.Numerics.Files;
using Recommender.Numerics.Kernels;
using Recommender.Numerics.Memory;

namespace Recommender.Numerics;

/// <summary>Rows of different lengths without gaps between them, such as each title's tags: offsets and values, in arrays or mapped from a file.</summary>
/// <typeparam name="T">Element.</typeparam>
/// <remarks>
/// Row r is what lies between offset r and offset r + 1. Safe for many readers. What is mapped stays mapped until this is
/// disposed of, and its rows end with it.
/// </remarks>
public sealed unsafe class CompressedRows<T> : IDisposable
    where T : unmanaged
{
    // What is asked for of a row ahead of its reader: nearly all of nearly every row.
    private const int MostBytesAhead = 256;

    private readonly Column<long> _offsets;
    private readonly Column<T> _values;

    /// <summary>Copies rows.</summary>
    /// <param name="offsets">Where each row starts, and after the last where it ends, shape (n + 1): from 0 to the number of values, never falling.</param>
    /// <param name="values">The elements of one row after the other's.</param>
    /// <exception cref="ArgumentException">The offsets are not such.</exception>
    public CompressedRows(ReadOnlySpan<long> offsets, ReadOnlySpan<T> values)
    {
        if (Fault(offsets, values.Length) is var (at, problem)) throw new ArgumentException($"offset {at} {problem}", nameof(offsets));
        (_offsets, _values) = (new(offsets.Length), new(values.Length));
        offsets.CopyTo(_offsets.Writable);
        values.CopyTo(_values.Writable);
    }

    internal CompressedRows(Column<long> offsets, Column<T> values) => (_offsets, _values) = (offsets, values);

    /// <summary>Number of rows, n.</summary>
    public int Rows => _offsets.Span.Length - 1;

    /// <summary>The elements of all rows.</summary>
    public ReadOnlySpan<T> Values => _values.Span;

    /// <summary>The elements of one row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<T> this[int row]
    {
        get
        {
            var offsets = _offsets.Span;
            if ((uint)row >= (uint)(offsets.Length - 1)) Throw.RowOutOfRange(row, offsets.Length - 1);
            return _values.Span[(int)offsets[row]..(int)offsets[row + 1]];
        }
    }

    /// <summary>The elements of rows that follow each other, in one.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many.</param>
    /// <param name="ends">Receives where each row begins and the last one ends, shape (count + 1); they count from the beginning of <see cref="Values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public ReadOnlySpan<T> Slice(int first, int count, out ReadOnlySpan<long> ends)
    {
        ends = _offsets.Span.Slice(first, count + 1);
        return _values.Span[(int)ends[0]..(int)ends[^1]];
    }

    /// <summary>
    /// Asks for a row to be brought into the cache, where rows are known before they are read and lie anywhere: first for where it
    /// is, and a few rows later, by <see cref="Expect(int)"/>, for its elements. Any number will do. Nothing waits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ExpectOffsets(int row)
    {
        var offsets = _offsets.Span;
        if ((uint)row < (uint)offsets.Length) Prefetch.Bytes(in offsets[row], 1);
    }

    /// <summary>Asks for a row's elements to be brought into the cache. Reads where they are; does nothing where there is no such row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(int row) => Expect(row, row + 1);

    /// <summary>Asks for the elements of consecutive rows to be brought into the cache, from one to before another. Does nothing where there are no such rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(int first, int end)
    {
        var offsets = _offsets.Span;
        if ((uint)first >= (uint)end || end >= offsets.Length) return;
        var (from, to) = ((int)offsets[first], (int)offsets[end]);
        if (from < to) Prefetch.Bytes(in _values.Span[from], Math.Min(to - from, MostBytesAhead / sizeof(T)));
    }

    /// <summary>Writes the rows as two sections: the name's, and the name's with <c>.offsets</c>.</summary>
    /// <inheritdoc cref="SectionFileWriter.Write{U}(string, ReadOnlySpan{U})" path="/exception"/>
    public void Save(SectionFileWriter file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        _values.Save(file, name);
        _offsets.Save(file, $"{name}.offsets");
    }

    /// <summary>Lets go of the file.</summary>
    public void Dispose()
    {
        _offsets.Dispose();
        _values.Dispose();
    }

    internal static CompressedRows<T> Map(SectionFile file, string name)
    {
        var offsets = Column<long>.Map(file, $"{name}.offsets");
        var values = Column<T>.Map(file, name);
        if (Fault(offsets.Span, values.Span.Length) is not var (at, problem)) return new(offsets, values);

        offsets.Dispose();
        values.Dispose();
        throw file.Refuse($"{name}.offsets", at, problem);
    }

    // The first offset that is wrong.
    private static (int At, string Problem)? Fault(ReadOnlySpan<long> offsets, int values)
    {
        if (offsets.IsEmpty) return (0, "is missing");
        if (offsets[0] != 0) return (0, $"is {offsets[0]}; the first is 0");
        for (var i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] < offsets[i - 1]) return (i, $"is {offsets[i]}, less than {offsets[i - 1]} before it");
        }

        return offsets[^1] == values ? null : (offsets.Length - 1, $"is {offsets[^1]}; the last is the number of values, {values}");
    }
}
