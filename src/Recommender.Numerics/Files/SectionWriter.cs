using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recommender.Numerics.Memory;

namespace Recommender.Numerics.Files;

/// <summary>Writes one section bit by bit; disposing of it ends the section.</summary>
/// <typeparam name="T">Element.</typeparam>
public sealed class SectionWriter<T> : IDisposable
    where T : unmanaged
{
    private readonly SectionFileWriter _file;
    private readonly SectionType _type;
    private readonly int _rowLength;
    private readonly byte[] _gap;
    private long _count;

    // A row length of 0: there are no rows.
    internal SectionWriter(SectionFileWriter file, SectionType type, int rowLength)
    {
        (_file, _type, _rowLength) = (file, type, rowLength);
        var rowBytes = (long)rowLength * Unsafe.SizeOf<T>();
        _gap = new byte[-rowBytes & (CacheLine.Bytes - 1)];
    }

    /// <summary>Appends elements; whole rows where there are rows.</summary>
    /// <exception cref="ArgumentException">The last row is not whole; nothing was appended.</exception>
    /// <exception cref="InvalidOperationException">The section has ended.</exception>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public void Append(ReadOnlySpan<T> elements)
    {
        var rowLength = _rowLength == 0 ? 1 : _rowLength;
        if (elements.Length % rowLength != 0) throw new ArgumentException($"{elements.Length} elements are no whole rows of {rowLength}", nameof(elements));

        _count += elements.Length / rowLength;
        if (_gap.Length == 0)
        {
            _file.Append(this, MemoryMarshal.AsBytes(elements));
            return;
        }

        for (; !elements.IsEmpty; elements = elements[rowLength..])
        {
            _file.Append(this, MemoryMarshal.AsBytes(elements[..rowLength]));
            _file.Append(this, _gap);
        }
    }

    /// <summary>Ends the section.</summary>
    public void Dispose()
    {
        if (_rowLength == 0) _file.End(this, _type, [_count]);
        else _file.End(this, _type, [_count, _rowLength]);
    }
}
