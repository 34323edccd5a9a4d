using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recommender.Numerics.Memory;

namespace Recommender.Numerics;

/// <summary>A row-major matrix in native memory, shape (n, d). Owns the memory; filled by its maker, then only read.</summary>
/// <typeparam name="T">Element: <see cref="float"/> or <see cref="sbyte"/>.</typeparam>
/// <remarks>
/// Every row starts on a cache line and ends in zeros up to the next one, so kernels load whole vectors and have no tails.
/// Safe for many readers. Disposing while a scan runs frees the memory after the scan; row spans end with the matrix.
/// </remarks>
public sealed unsafe class AlignedMatrix<T> : IDisposable
    where T : unmanaged
{
    private readonly SafeHandle _memory;
    private readonly T* _first;

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
    public Span<T> this[int row]
    {
        get
        {
            if ((uint)row >= (uint)Rows) Throw.RowOutOfRange(row, Rows);
            ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
            return new Span<T>(RowPointer(row), Dimension);
        }
    }

    /// <summary>Frees the memory once the scans that run have ended.</summary>
    public void Dispose() => _memory.Dispose();

    internal MemoryHold Hold() => new(_memory);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T* RowPointer(int row) => _first + (nint)row * Stride;
}
