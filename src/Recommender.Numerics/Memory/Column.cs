using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recommender.Numerics.Files;

namespace Recommender.Numerics.Memory;

/// <summary>Numbers beside the rows of a matrix, shape (n): in an array, filled by its maker and then only read, or in a mapped file.</summary>
/// <remarks>They never move, so that kernels may keep pointers to them, but for those of <see cref="Over"/>. Disposing lets go of the file; an array goes with its last reader.</remarks>
internal sealed unsafe class Column<T> : IDisposable
    where T : unmanaged
{
    private readonly T[]? _own;
    private readonly MappedVector<T>? _mapped;
    private readonly T* _first;
    private readonly int _length;

    /// <summary>Allocates zeros.</summary>
    public Column(int length)
    {
        (_own, _length) = (GC.AllocateArray<T>(length, pinned: true), length);
        _first = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_own));
    }

    private Column(T[] own, int length) => (_own, _length) = (own, length);

    private Column(MappedVector<T> mapped, int length)
    {
        (_mapped, _length) = (mapped, length);
        _first = mapped.First;
    }

    /// <summary>Number of elements, n.</summary>
    public int Length => _length;

    /// <summary>Where the elements lie for as long as this is held; null where they may move.</summary>
    public T* First => _first;

    /// <summary>The elements. Those of a file may be read by whoever holds any part of it, also when this is disposed of meanwhile.</summary>
    public ReadOnlySpan<T> Span => _own is null ? new ReadOnlySpan<T>(_first, _length) : new ReadOnlySpan<T>(_own, 0, _length);

    /// <summary>The elements, to fill.</summary>
    /// <exception cref="InvalidOperationException">They are a file's.</exception>
    public Span<T> Writable
    {
        get
        {
            if (_own is null) Throw.Mapped();
            return _own.AsSpan(0, _length);
        }
    }

    /// <summary>The first elements of an array, without a copy: they are not changed any more. They may move.</summary>
    public static Column<T> Over(T[] elements, int length) => new(elements, length);

    /// <summary>Maps what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidFileException">There is no such section, or one of another type or length.</exception>
    public static Column<T> Map(SectionFile file, string name, int length) => new(file.Vector<T>(name, length), length);

    /// <summary>Maps what <see cref="Save"/> wrote, whatever its length.</summary>
    /// <exception cref="InvalidFileException">There is no such section, or one of another type or of more than 2³¹−1 elements.</exception>
    public static Column<T> Map(SectionFile file, string name)
    {
        var vector = file.Vector<T>(name);
        if (vector.Length <= int.MaxValue) return new(vector, (int)vector.Length);

        vector.Dispose();
        throw file.Refuse(name, 0, $"there are more than {int.MaxValue} elements");
    }

    public void Save(SectionFileWriter file, string name) => file.Write(name, Span);

    public void Dispose() => _mapped?.Dispose();
}
