using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Journaling;

/// <summary>What a journal remembers beside its records, as a slot of its state file.</summary>
/// <param name="Geometry">Pages and files.</param>
/// <param name="Begin">Position of the oldest record kept.</param>
/// <param name="Durable">All before this position was on disk when this was written.</param>
/// <remarks>
/// 4 KiB, little-endian: magic (64 bits), format version (32), checksum (32), number of the writing (64), log₂ of a page and of
/// a segment (32 each), begin (64), durable (64), zeros. The checksum is the CRC-32C of all of it with a zero in its place.
/// What changes lies in the first sector, so a write is never torn.
/// </remarks>
internal sealed record JournalState(Geometry Geometry, long Begin, long Durable)
{
    /// <summary>Bytes of a slot.</summary>
    public const int SlotBytes = 4096;

    private const ulong Magic = 0x4C_4E_52_4A_4F_43_45_52;   // "RECOJRNL"
    private const uint Version = 1;
    private const int ChecksumAt = 12;

    public void Write(Span<byte> slot, long number)
    {
        slot.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(slot, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(slot[16..], number);
        BinaryPrimitives.WriteInt32LittleEndian(slot[24..], Geometry.PageBits);
        BinaryPrimitives.WriteInt32LittleEndian(slot[28..], Geometry.SegmentBits);
        BinaryPrimitives.WriteInt64LittleEndian(slot[32..], Begin);
        BinaryPrimitives.WriteInt64LittleEndian(slot[40..], Durable);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[ChecksumAt..], Crc32C.Of(slot));
    }

    /// <summary>Reads a slot.</summary>
    /// <param name="slot">Its bytes, which are changed.</param>
    /// <param name="state">What it says.</param>
    /// <param name="number">Of the writing: the higher, the newer.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static bool TryRead(Span<byte> slot, [NotNullWhen(true)] out JournalState? state, out long number, out string problem)
    {
        (state, number, problem) = (null, 0, "");
        if (BinaryPrimitives.ReadUInt64LittleEndian(slot) != Magic) return Not("it is no journal's state", out problem);
        if (BinaryPrimitives.ReadUInt32LittleEndian(slot[8..]) is var version && version > Version)
            return Not($"it is of format version {version}; known are those up to {Version}", out problem);

        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(slot[ChecksumAt..]);
        slot.Slice(ChecksumAt, sizeof(uint)).Clear();
        if (Crc32C.Of(slot) != checksum) return Not("it does not agree with its checksum", out problem);

        number = BinaryPrimitives.ReadInt64LittleEndian(slot[16..]);
        var geometry = new Geometry(BinaryPrimitives.ReadInt32LittleEndian(slot[24..]), BinaryPrimitives.ReadInt32LittleEndian(slot[28..]));
        var read = new JournalState(geometry, BinaryPrimitives.ReadInt64LittleEndian(slot[32..]), BinaryPrimitives.ReadInt64LittleEndian(slot[40..]));
        if (!geometry.IsPossible || read.Begin < Geometry.First || read.Durable < read.Begin) return Not($"it says {read}", out problem);
        state = read;
        return true;
    }

    private static bool Not(string why, out string problem)
    {
        problem = why;
        return false;
    }
}
