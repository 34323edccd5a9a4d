using System.Runtime.InteropServices;
using Recommender.Numerics.Memory;

namespace Recommender.Numerics.Lists;

/// <summary>Elements in native memory, its own or a mapped file's, shape (n).</summary>
/// <remarks>Whoever reads through the pointer holds what the vector belongs to.</remarks>
internal sealed unsafe class NativeVector<T> : IDisposable
    where T : unmanaged
{
    private readonly SafeHandle _memory;

    /// <summary>Allocates zeros.</summary>
    public NativeVector(long length)
        : this(new NativeBlock(length * sizeof(T)), length)
    {
    }

    /// <summary>Becomes the owner of memory that is there.</summary>
    public NativeVector(SafeHandle memory, long length)
    {
        (_memory, Length) = (memory, length);
        First = (T*)memory.DangerousGetHandle();
    }

    public long Length { get; }

    public T* First { get; }

    public Span<T> Span => new(First, checked((int)Length));

    public void Dispose() => _memory.Dispose();
}
