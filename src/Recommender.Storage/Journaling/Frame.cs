using System.Buffers.Binary;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Journaling;

/// <summary>
/// A record as it lies in the journal, little-endian, at a multiple of four bytes: FASTER's header (the bytes of all that
/// follows but the padding, 32 bits), a checksum, the claim, the gap (32 bits each), the record, zeros up to the next multiple
/// of four.
/// </summary>
/// <remarks>
/// <para>The checksum is the CRC-32C of the position (64 bits), FASTER's header, the claim, the gap and the record: what is
/// right is right only in its place.</para>
/// <para>The claim is the number of bytes between all that was durable when the record was appended and the position. So a
/// record that reached the disk vouches for those long before it, and damage to them is told from an unfinished write.</para>
/// <para>The gap is the number of bytes left empty before the position, at the end of a page: an empty place that no record
/// owns up to has lost what was there.</para>
/// </remarks>
internal static class Frame
{
    /// <summary>Bytes before the record.</summary>
    public const int HeadBytes = FasterHeadBytes + OwnHeadBytes;

    /// <summary>Bytes of ours before the record.</summary>
    public const int OwnHeadBytes = 3 * sizeof(uint);

    private const int FasterHeadBytes = sizeof(int);
    private const uint NoClaim = uint.MaxValue;

    /// <summary>Bytes that a record takes.</summary>
    public static int BytesFor(int recordBytes) => (HeadBytes + recordBytes + 3) & ~3;

    /// <summary>Writes all but FASTER's header.</summary>
    public static void Write(Span<byte> into, ReadOnlySpan<byte> record, long position, long previous, long durable)
    {
        var claim = (uint)Math.Min(position - durable, NoClaim);
        var gap = (uint)(position - previous);
        BinaryPrimitives.WriteUInt32LittleEndian(into, Checksum(record, position, claim, gap));
        BinaryPrimitives.WriteUInt32LittleEndian(into[4..], claim);
        BinaryPrimitives.WriteUInt32LittleEndian(into[8..], gap);
        record.CopyTo(into[OwnHeadBytes..]);
    }

    /// <summary>Reads a record.</summary>
    /// <param name="page">From the record's beginning to the end of its page.</param>
    /// <param name="position">Where it should begin.</param>
    /// <param name="found">The record.</param>
    /// <returns>Whether a whole and undamaged record begins here.</returns>
    public static bool TryRead(ReadOnlySpan<byte> page, long position, out FoundFrame found)
    {
        found = default;
        if (page.Length < HeadBytes) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(page) - OwnHeadBytes;
        if (length < 0 || length > page.Length - HeadBytes) return false;

        var claim = BinaryPrimitives.ReadUInt32LittleEndian(page[8..]);
        var gap = BinaryPrimitives.ReadUInt32LittleEndian(page[12..]);
        var record = page.Slice(HeadBytes, length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(page[4..]) != Checksum(record, position, claim, gap)) return false;
        if (page[(HeadBytes + length)..BytesFor(length)].ContainsAnyExcept((byte)0)) return false;
        found = new FoundFrame(record, position - gap, claim == NoClaim ? 0 : position - claim);
        return true;
    }

    private static uint Checksum(ReadOnlySpan<byte> record, long position, uint claim, uint gap)
    {
        Span<byte> head = stackalloc byte[20];
        BinaryPrimitives.WriteInt64LittleEndian(head, position);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], OwnHeadBytes + record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[12..], claim);
        BinaryPrimitives.WriteUInt32LittleEndian(head[16..], gap);
        return ~Crc32C.Append(Crc32C.Append(~0u, head), record);
    }
}
