using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Recommender.Storage.Devices;

/// <summary>
/// What sectors held that are about to be rewritten although a checkpoint needs them: a crash in between leaves data and sums
/// that do not belong together, and from here they come back. An entry is on disk before the sectors change.
/// </summary>
/// <param name="file">Without segments; nobody else uses it.</param>
internal sealed class RewriteUndo(IDurableDevice file)
{
    private const ulong Magic = 0x3130_4F44_4E55_4352;   // "RCUNDO01"
    private const int SumAt = 28;

    private readonly byte[] _entry = new byte[SectorSums.SectorBytes + SectorSums.ChunkBytes];
    private long _end;

    /// <summary>Saves sectors; when this returns, they are on disk.</summary>
    /// <param name="tail">The end of the log at the checkpoint that needs them: for another they are not restored.</param>
    /// <param name="address">Where they lie.</param>
    /// <param name="sectors">At most <see cref="SectorSums.ChunkBytes"/> bytes.</param>
    /// <returns>Why the sectors must not be rewritten, where the disk refused.</returns>
    public DeviceFault? Save(long tail, long address, ReadOnlySpan<byte> sectors)
    {
        var entry = _entry.AsSpan(0, SectorSums.SectorBytes + sectors.Length);
        entry.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(entry, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(entry[8..], tail);
        BinaryPrimitives.WriteInt64LittleEndian(entry[16..], address);
        BinaryPrimitives.WriteInt32LittleEndian(entry[24..], sectors.Length);
        sectors.CopyTo(entry[SectorSums.SectorBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[SumAt..], SumOf(entry));

        if (file.WriteNow(0, _end, entry).Code != 0) return file.LastFault!;
        try
        {
            file.FlushToDisk();
        }
        catch (IOException failure)
        {
            return DeviceFault.From(failure, "flush", file.FileName, offset: 0);
        }

        _end += entry.Length;
        return null;
    }

    /// <summary>Gives what was saved for a tail, the latest first: if sectors were saved twice, the first entry has what they held.</summary>
    public IReadOnlyList<(long Address, byte[] Sectors)> Saved(long tail)
    {
        var saved = new List<(long, byte[])>();
        for (long at = 0; ReadEntry(at) is { } length; at += SectorSums.SectorBytes + length)
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(_entry.AsSpan(8)) != tail) continue;
            saved.Add((BinaryPrimitives.ReadInt64LittleEndian(_entry.AsSpan(16)), _entry.AsSpan(SectorSums.SectorBytes, length).ToArray()));
        }

        saved.Reverse();
        return saved;
    }

    /// <summary>Forgets all: what was rewritten is on disk, data and sums.</summary>
    public void Drop()
    {
        if (_end > 0 || file.GetFileSize(0) > 0) file.RemoveSegment(0);
        _end = 0;
    }

    /// <summary>Reads an entry into the buffer.</summary>
    /// <returns>Bytes of its sectors; null where there is none, or none that was written to its end.</returns>
    private int? ReadEntry(long at)
    {
        if (at >= file.GetFileSize(0)) return null;
        file.ReadNow(0, at, _entry.AsSpan(0, SectorSums.SectorBytes));
        var length = BinaryPrimitives.ReadInt32LittleEndian(_entry.AsSpan(24));
        if (BinaryPrimitives.ReadUInt64LittleEndian(_entry) != Magic || length is < 0 or > SectorSums.ChunkBytes) return null;

        file.ReadNow(0, at + SectorSums.SectorBytes, _entry.AsSpan(SectorSums.SectorBytes, length));
        var sum = BinaryPrimitives.ReadUInt32LittleEndian(_entry.AsSpan(SumAt));
        _entry.AsSpan(SumAt, sizeof(uint)).Clear();
        return SumOf(_entry.AsSpan(0, SectorSums.SectorBytes + length)) == sum ? length : null;
    }

    private static uint SumOf(ReadOnlySpan<byte> entry)
    {
        var sum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(entry)) sum = BitOperations.Crc32C(sum, word);
        return ~sum;
    }
}
