using Recommender.Numerics;

namespace Recommender.Server.Catalogs;

/// <summary>Fields of the wire as bytes.</summary>
internal static class WireFields
{
    private const int LengthDelimited = 2;
    private const int TagBits = 3;
    private const int VarintBits = 7;
    private const byte More = 0x80;

    /// <summary>Adds a text or message to the row that is open: tag, length, bytes.</summary>
    /// <param name="into">Receives the bytes.</param>
    /// <param name="number">Of the field, 1 to 15.</param>
    /// <param name="bytes">What it holds; nothing is written for none, as proto3 has it.</param>
    public static void Add(RowsBuilder<byte> into, int number, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        into.Add((byte)((number << TagBits) | LengthDelimited));
        var length = (uint)bytes.Length;
        for (; length >= More; length >>= VarintBits) into.Add((byte)(length | More));
        into.Add((byte)length);
        into.Add(bytes);
    }

    /// <summary>What the first field holds, if it is a text or message of that number; else nothing.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> fields, int number)
    {
        if (fields.IsEmpty || fields[0] != (byte)((number << TagBits) | LengthDelimited)) return [];
        var (length, shift, at) = (0, 0, 1);
        for (; (fields[at] & More) != 0; at++, shift += VarintBits) length |= (fields[at] & (More - 1)) << shift;
        length |= fields[at] << shift;
        return fields.Slice(at + 1, length);
    }
}
