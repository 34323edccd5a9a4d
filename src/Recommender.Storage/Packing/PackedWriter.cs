using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Recommender.Storage.Packing;

/// <summary>Writes one thing after another into a buffer, and refuses what is out of its limits by name.</summary>
internal ref struct PackedWriter(string what, Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _destination[..Length];

    public void Write<T>(T value)
        where T : unmanaged =>
        MemoryMarshal.Write(Take(Unsafe.SizeOf<T>()), in value);

    /// <summary>Leaves bytes for later.</summary>
    public void Skip(int bytes) => Take(bytes);

    /// <summary>Text after its length in one byte.</summary>
    public void WriteShort(string name, string text, int least, int most)
    {
        var bytes = CheckedBytes(name, text, least, most);
        Write((byte)bytes);
        WriteText(text, bytes);
    }

    /// <summary>Bytes after their length in one byte.</summary>
    public void WriteShort(scoped ReadOnlySpan<byte> bytes)
    {
        Write((byte)CheckedCount("bytes", bytes.Length, 0, byte.MaxValue));
        bytes.CopyTo(Take(bytes.Length));
    }

    /// <summary>Elements, one after another.</summary>
    public void WriteRows<T>(scoped ReadOnlySpan<T> rows)
        where T : unmanaged =>
        PackedRows.AsBytes(rows).CopyTo(Take(rows.Length * Unsafe.SizeOf<T>()));

    /// <summary>Text after its length in two bytes.</summary>
    public void WriteLong(string name, string text, int most)
    {
        var bytes = CheckedBytes(name, text, least: 0, most);
        Write((ushort)bytes);
        WriteText(text, bytes);
    }

    /// <summary>Text without its length.</summary>
    public void WriteText(string text, int bytes) => Encoding.UTF8.GetBytes(text, Take(bytes));

    /// <summary>The length of a text, if it is allowed.</summary>
    public readonly int CheckedBytes(string name, string text, int least, int most) => CheckedCount($"bytes of {name}", Encoding.UTF8.GetByteCount(text), least, most);

    /// <summary>A number of things, if it is allowed.</summary>
    public readonly int CheckedCount(string name, int count, int least, int most) =>
        count >= least && count <= most ? count : throw new ArgumentException($"the {what} has {count} {name}; allowed {least}..{most}", nameof(count));

    private Span<byte> Take(int bytes)
    {
        if (_destination.Length - Length < bytes) throw Long(nameof(bytes));
        var taken = _destination.Slice(Length, bytes);
        Length += bytes;
        return taken;
    }

    // Apart, so that what writes is small enough to become part of its callers.
    private readonly ArgumentException Long(string name) => new($"the {what} has more than {_destination.Length} bytes, which is the most allowed", name);
}
