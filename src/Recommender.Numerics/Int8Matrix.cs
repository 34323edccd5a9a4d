using System.Runtime.InteropServices;
using Recommender.Numerics.Files;
using Recommender.Numerics.Memory;

namespace Recommender.Numerics;

/// <summary>A matrix of int8 in native memory, its own or a mapped file's, shape (n, d), laid out for scans.</summary>
/// <remarks>
/// Sixteen rows make a block. A block holds the first four elements of each of its rows, one cache line, then the next four
/// of each, and so on: dot-product instructions add four neighbours, so a vector register ends up with one sum per row, and
/// no scan adds across lanes. Elements are stored with 128 added, as AVX-VNNI multiplies them; others take it off again.
/// Rows and elements that only fill the last block up are zeros.
/// Safe for many readers; writing excludes them. Disposing while a scan runs frees the memory after the scan.
/// </remarks>
public sealed unsafe class Int8Matrix : IDisposable
{
    /// <summary>Rows that lie interleaved.</summary>
    internal const int RowsPerBlock = 16;

    private const byte Offset = 128;

    private readonly SafeHandle _memory;
    private readonly byte* _first;
    private readonly bool _mapped;

    /// <summary>Allocates a matrix of zeros.</summary>
    /// <param name="rows">Number of rows n, from 0.</param>
    /// <param name="dimension">Elements d of a row, 1 to <see cref="MatrixLimits.MaxDimension"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Int8Matrix(int rows, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, MatrixLimits.MaxDimension);

        (Rows, Dimension) = (rows, dimension);
        _memory = new NativeBlock(Bytes);
        _first = (byte*)_memory.DangerousGetHandle();
        NativeMemory.Fill(_first, (nuint)Bytes, Offset);
    }

    private Int8Matrix((SafeHandle Memory, int Rows, int Dimension) mapped)
    {
        (_memory, Rows, Dimension) = mapped;
        _mapped = true;
        _first = (byte*)_memory.DangerousGetHandle();
    }

    /// <summary>Number of rows, n.</summary>
    public int Rows { get; }

    /// <summary>Elements of a row, d.</summary>
    public int Dimension { get; }

    /// <summary>Bytes that a scan of all rows reads.</summary>
    public long Bytes => (long)Blocks * BlockBytes;

    internal int Blocks => (int)(((long)Rows + RowsPerBlock - 1) / RowsPerBlock);

    internal nint BlockBytes => (nint)RowsPerBlock * ((Dimension + 7) & ~7);   // pairs of cache lines

    /// <summary>Maps a matrix that <see cref="Save"/> wrote: no copy, whatever its size. It stays mapped until this is disposed of.</summary>
    /// <exception cref="InvalidFileException">There is no such section, or it is no such matrix or one of too many rows or elements.</exception>
    /// <exception cref="ObjectDisposedException">The file is disposed of.</exception>
    public static Int8Matrix Map(SectionFile file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(file.MapMatrix(name, SectionType.I8Blocks));
    }

    /// <summary>Replaces a row.</summary>
    /// <param name="row">Row number, in [0, <see cref="Rows"/>).</param>
    /// <param name="elements">Shape (d), each −127 to 127: symmetric int8 has no −128.</param>
    /// <exception cref="ArgumentException">There is no such row, the shape does not match or an element is −128.</exception>
    /// <exception cref="InvalidOperationException">The matrix is mapped from a file.</exception>
    public void Write(int row, ReadOnlySpan<sbyte> elements)
    {
        if (_mapped) Throw.Mapped();
        Check(row, elements.Length);
        var lowest = elements.IndexOf(sbyte.MinValue);
        if (lowest >= 0) throw new ArgumentException($"element {lowest} is -128; allowed -127..127", nameof(elements));
        using var hold = Hold();

        var block = BlockPointer(row / RowsPerBlock);
        for (var i = 0; i < elements.Length; i++) block[IndexOf(row % RowsPerBlock, i, BlockBytes)] = (byte)(elements[i] + Offset);
    }

    /// <summary>Copies a row, shape (d).</summary>
    /// <exception cref="ArgumentException">There is no such row or the shape does not match.</exception>
    public void Read(int row, Span<sbyte> elements)
    {
        Check(row, elements.Length);
        using var hold = Hold();

        var block = BlockPointer(row / RowsPerBlock);
        for (var i = 0; i < elements.Length; i++) elements[i] = (sbyte)(block[IndexOf(row % RowsPerBlock, i, BlockBytes)] - Offset);
    }

    /// <summary>Writes the matrix as a section, shape (n, d), from which <see cref="Map"/> maps it.</summary>
    /// <inheritdoc cref="SectionFileWriter.Write{T}(string, ReadOnlySpan{T})" path="/exception"/>
    public void Save(SectionFileWriter file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var hold = Hold();
        file.Write(name, SectionType.I8Blocks, [Rows, Dimension], _first);
    }

    /// <summary>Frees the memory once the scans that run have ended.</summary>
    public void Dispose() => _memory.Dispose();

    internal MemoryHold Hold() => new(_memory);

    internal byte* BlockPointer(int block) => _first + block * BlockBytes;

    /// <summary>Where an element lies, from the start of the first block.</summary>
    internal static nint IndexOf(int row, int element, nint blockBytes) =>
        row / RowsPerBlock * blockBytes + (element / 4 * RowsPerBlock + row % RowsPerBlock) * 4 + element % 4;

    private void Check(int row, int length)
    {
        if ((uint)row >= (uint)Rows) Throw.RowOutOfRange(row, Rows);
        if (length != Dimension) Throw.LengthsDiffer(length, Dimension, "elements");
    }
}
