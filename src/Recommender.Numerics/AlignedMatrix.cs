using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recommender.Numerics.Files;
using Recommender.Numerics.Memory;

namespace Recommender.Numerics;

/// <summary>A row-major matrix in native memory, shape (n, d): its own, filled by its maker and then only read, or a mapped file's.</summary>
/// <typeparam name="T">Element: <see cref="float"/> or <see cref="sbyte"/>.</typeparam>
/// <remarks>
/// Every row starts on a cache line and ends in zeros up to the next one, so kernels load whole vectors and have no tails.
/// Rows are handed out for reading; only <see cref="Writable"/> gives one to write to, and never one of a file.
/// Safe for many readers. Disposing while a scan runs frees the memory after the scan; row spans end with the matrix.
/// </remarks>
public sealed unsafe class AlignedMatrix<T> : IDisposable
    where T : unmanaged
{
    private readonly SafeHandle _memory;
    private readonly T* _first;
    private readonly bool _mapped;
    private readonly bool _isPart;

    /// <summary>Allocates a matrix of zeros.</summary>
    /// <param name="rows">Number of rows n, from 0.</param>
    /// <param name="dimension">Elements d of a row, 1 to <see cref="MatrixLimits.MaxDimension"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AlignedMatrix(int rows, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, MatrixLimits.MaxDimension);

        Rows = rows;
        Dimension = dimension;
        Stride = CacheLine.RoundUp(dimension, sizeof(T));
        _memory = new NativeBlock((long)rows * Stride * sizeof(T));
        _first = (T*)_memory.DangerousGetHandle();
    }

    /// <summary>Reads memory that may not be written to and becomes its owner.</summary>
    internal AlignedMatrix((SafeHandle Memory, int Rows, int Dimension) mapped)
    {
        (_memory, Rows, Dimension) = mapped;
        _mapped = true;
        Stride = CacheLine.RoundUp(Dimension, sizeof(T));
        _first = (T*)_memory.DangerousGetHandle();
    }

    private AlignedMatrix(AlignedMatrix<T> whole, int first, int rows)
    {
        (_memory, _mapped, _isPart) = (whole._memory, whole._mapped, true);
        (Rows, Dimension, Stride) = (rows, whole.Dimension, whole.Stride);
        _first = whole.RowPointer(first);
    }

    /// <summary>Number of rows, n.</summary>
    public int Rows { get; }

    /// <summary>Elements of a row, d.</summary>
    public int Dimension { get; }

    /// <summary>Elements from the start of one row to the start of the next: d and the zeros that follow.</summary>
    public int Stride { get; }

    /// <summary>Bytes that a scan of all rows reads.</summary>
    public long Bytes => (long)Rows * Stride * sizeof(T);

    /// <summary>The elements of one row, shape (d).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ObjectDisposedException">The matrix is disposed of.</exception>
    public ReadOnlySpan<T> this[int row]
    {
        get
        {
            if ((uint)row >= (uint)Rows) Throw.RowOutOfRange(row, Rows);
            ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
            return new ReadOnlySpan<T>(RowPointer(row), Dimension);
        }
    }

    /// <summary>The elements of one row, to fill.</summary>
    /// <exception cref="InvalidOperationException">The matrix is mapped from a file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ObjectDisposedException">The matrix is disposed of.</exception>
    public Span<T> Writable(int row)
    {
        if (_mapped) Throw.Mapped();
        return new Span<T>(RowPointer(row), this[row].Length);
    }

    /// <summary>Some rows, one after the other, without a copy. They hold the memory; it is this matrix's to dispose of.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="rows">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public AlignedMatrix<T> Slice(int first, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + rows, Rows, nameof(rows));
        return new(this, first, rows);
    }

    /// <summary>Writes the matrix as a section, shape (n, d), from which <see cref="SectionFile.Matrix{U}"/> maps it.</summary>
    /// <inheritdoc cref="SectionFileWriter.Write{U}(string, ReadOnlySpan{U})" path="/exception"/>
    public void Save(SectionFileWriter file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var hold = Hold();
        file.Write(name, SectionLayout.TypeOf<T>(), [Rows, Dimension], (byte*)_first);
    }

    /// <summary>Frees the memory once the scans that run have ended; of a slice, nothing.</summary>
    public void Dispose()
    {
        if (!_isPart) _memory.Dispose();
    }

    internal MemoryHold Hold() => new(_memory);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T* RowPointer(int row) => _first + (nint)row * Stride;
}
