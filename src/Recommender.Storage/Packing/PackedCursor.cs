using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recommender.Storage.Packing;

/// <summary>Reads one thing after another from a value, and nothing beyond its end.</summary>
public ref struct PackedCursor
{
    private readonly string _what;
    private readonly ReadOnlySpan<byte> _value;

    internal PackedCursor(string what, ReadOnlySpan<byte> value, int at)
    {
        _what = what;
        _value = value;
        At = at;
    }

    internal int At { get; private set; }

    internal readonly bool IsAtEnd => At == _value.Length;

    internal T Read<T>()
        where T : unmanaged =>
        MemoryMarshal.Read<T>(Take(Unsafe.SizeOf<T>()));

    /// <summary>Elements where they lie.</summary>
    internal ReadOnlySpan<T> Rows<T>(int count)
        where T : unmanaged =>
        PackedRows.Of<T>(Take(count * Unsafe.SizeOf<T>()));

    /// <summary>Text after its length in one byte.</summary>
    internal ReadOnlySpan<byte> ReadShort() => Take(Read<byte>());

    /// <summary>Text after its length in two bytes.</summary>
    internal ReadOnlySpan<byte> ReadLong() => Take(Read<ushort>());

    /// <summary>Passes over bytes.</summary>
    internal void Skip(int bytes) => Take(bytes);

    internal ReadOnlySpan<byte> Take(int bytes)
    {
        if (_value.Length - At < bytes) throw Short(bytes);
        var taken = _value.Slice(At, bytes);
        At += bytes;
        return taken;
    }

    // Apart, so that what reads is small enough to become part of its callers.
    private readonly InvalidValueException Short(int bytes) => new(_what, At, $"{bytes} bytes are needed here; {_value.Length - At} are left");

    /// <summary>What the bytes say here cannot be.</summary>
    internal readonly InvalidValueException Refused(string problem) => new(_what, At, problem);
}
