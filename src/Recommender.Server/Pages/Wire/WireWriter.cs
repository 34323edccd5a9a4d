using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Recommender.Server.Pages.Wire;

/// <summary>
/// Writes fields of protobuf messages straight into a call's buffer. Proto3's defaults are left out, as the generated code does;
/// lengths of nested messages are the caller's, who has computed them. One thread at a time.
/// </summary>
/// <param name="output">Takes the bytes.</param>
internal ref struct WireWriter(IBufferWriter<byte> output)
{
    // A step into the call's buffer costs more than a title's bytes do, so it is taken for many of them; a block there has 4 KiB.
    private const int Ahead = 2_048;

    private Span<byte> _rest;
    private int _written;

    /// <summary>Bytes of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf(ulong number) => (BitOperations.Log2(number | 1) * 9 + 73) >> 6;

    /// <summary>Bytes of a field of some bytes, its tag and length included; none where there are no bytes.</summary>
    public static int SizeOfBytes(int length) => length == 0 ? 0 : SizeOfMessage(length);

    /// <summary>Bytes of a nested message, its tag and length included.</summary>
    public static int SizeOfMessage(int length) => 1 + SizeOf((uint)length) + length;

    /// <summary>Bytes of a text's field.</summary>
    public static int SizeOfText(string text) => SizeOfBytes(Encoding.UTF8.GetByteCount(text));

    /// <summary>Bytes of a float's field.</summary>
    public static int SizeOfFloat(float value) => value == 0 ? 0 : 1 + sizeof(float);

    /// <summary>Bytes of an integer's field.</summary>
    public static int SizeOfInteger(long value) => value == 0 ? 0 : 1 + SizeOf((ulong)value);

    /// <summary>The head of a field of bytes or a nested message, which the caller goes on to write.</summary>
    /// <param name="field">1 to 15.</param>
    /// <param name="length">Bytes that follow.</param>
    public void Head(int field, int length)
    {
        Ask(1 + 5);
        Tag(field, 2);
        Number((uint)length);
    }

    /// <summary>A field of bytes, unless there are none.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        Head(field, bytes.Length);
        Raw(bytes);
    }

    /// <summary>A text's field, unless it is empty.</summary>
    public void Text(int field, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (length == 0) return;
        Head(field, length);
        Raw(text, length);
    }

    /// <summary>A float's field, unless it is 0.</summary>
    public void Float(int field, float value)
    {
        if (value == 0) return;
        Ask(1 + sizeof(float));
        Tag(field, 5);
        BinaryPrimitives.WriteSingleLittleEndian(_rest, value);
        Take(sizeof(float));
    }

    /// <summary>An integer's field, unless it is 0.</summary>
    public void Integer(int field, long value)
    {
        if (value == 0) return;
        Ask(1 + 10);
        Tag(field, 0);
        Number((ulong)value);
    }

    /// <summary>Bytes as they are: a field that was encoded before, or what follows a head.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Ask(bytes.Length);
        bytes.CopyTo(_rest);
        Take(bytes.Length);
    }

    /// <summary>A text of so many bytes.</summary>
    public void Raw(string text, int length)
    {
        Ask(length);
        Take(Encoding.UTF8.GetBytes(text, _rest));
    }

    /// <summary>Hands over what is written. The writer is at its end.</summary>
    public void End()
    {
        if (_written > 0) output.Advance(_written);
        _written = 0;
        _rest = default;
    }

    private void Ask(int bytes)
    {
        if (_rest.Length >= bytes) return;
        End();
        _rest = output.GetSpan(Math.Max(bytes, Ahead));
    }

    private void Tag(int field, int type)
    {
        _rest[0] = (byte)(field << 3 | type);
        Take(1);
    }

    private void Number(ulong number)
    {
        var at = 0;
        for (; number >= 0x80; number >>= 7) _rest[at++] = (byte)(number | 0x80);
        _rest[at++] = (byte)number;
        Take(at);
    }

    private void Take(int bytes)
    {
        _rest = _rest[bytes..];
        _written += bytes;
    }
}
