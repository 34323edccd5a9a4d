using System.Runtime.InteropServices;
using Recommender.Numerics.Memory;

namespace Recommender.Numerics.Files;

/// <summary>Elements that lie in a mapped file, read without a copy, shape (n).</summary>
/// <typeparam name="T">Element.</typeparam>
/// <remarks>Safe for many threads. It holds the file mapped, also when that is disposed of; its spans end with it.</remarks>
public sealed unsafe class MappedVector<T> : IDisposable
    where T : unmanaged
{
    private readonly SafeHandle _memory;

    internal MappedVector(SafeHandle memory, long length)
    {
        (_memory, Length) = (memory, length);
        First = (T*)memory.DangerousGetHandle();
    }

    /// <summary>Number of elements, n.</summary>
    public long Length { get; }

    internal T* First { get; }

    /// <summary>One element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="ObjectDisposedException">The vector is disposed of.</exception>
    public T this[long index] => Slice(index, 1)[0];

    /// <summary>All elements; n is below 2³¹.</summary>
    /// <exception cref="OverflowException">There are more than a span holds.</exception>
    /// <exception cref="ObjectDisposedException">The vector is disposed of.</exception>
    public ReadOnlySpan<T> Span => Slice(0, checked((int)Length));

    /// <summary>Some elements next to one another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    /// <exception cref="ObjectDisposedException">The vector is disposed of.</exception>
    public ReadOnlySpan<T> Slice(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - start);
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        return new ReadOnlySpan<T>(First + (nint)start, length);
    }

    /// <summary>Lets go of the file, once those who hold this have ended.</summary>
    public void Dispose() => _memory.Dispose();

    internal MemoryHold Hold() => new(_memory);
}
