using Recommender.Numerics.Files;
using Recommender.Storage.Devices;
using Recommender.Storage.Store;

namespace Recommender.Storage.Journaling;

/// <summary>
/// From the files of a journal to where it goes on. All that was acknowledged must be there; what comes after is kept up to
/// the first record that is not whole, and the rest is wiped, so that nothing of it can come back later.
/// </summary>
internal sealed class Opening(IDurableDevice device, StateFile state, string logName)
{
    /// <summary>What was wiped, in words that name file and offset; null where nothing was.</summary>
    public string? Remark { get; private set; }

    private Geometry Geometry => state.Current.Geometry;

    /// <summary>Finds the end of the journal and makes everything before it durable.</summary>
    /// <returns>Where the next record is appended.</returns>
    /// <exception cref="InvalidFileException">What was acknowledged is damaged or missing.</exception>
    public long FindTail()
    {
        var (begin, durable) = (state.Current.Begin, state.Current.Durable);
        for (var segment = device.StartSegment; segment < Geometry.SegmentOf(begin); segment++) device.RemoveSegment(segment);
        CheckExtent(begin, durable);
        var tail = Scan(begin, durable);
        Settle(durable, tail);
        state.WriteDurable(tail);
        state.Flush();
        return tail;
    }

    /// <summary>An offset in a file, said as people look for it.</summary>
    public static InvalidFileException Damaged(string logName, Geometry geometry, long position, string problem) =>
        new($"{logName}.{geometry.SegmentOf(position)}", geometry.OffsetInSegment(position), $"{problem} (position {position})");

    /// <summary>Whether every file is there and long enough. A file that is too short reads as zeros, and zeros are what an unfinished write leaves.</summary>
    private void CheckExtent(long begin, long durable)
    {
        if (durable == begin) return;
        using var sector = new DeviceBuffer(device, Geometry.SectorBytes);
        for (var segment = Geometry.SegmentOf(begin); segment <= Geometry.SegmentOf(durable - 1); segment++)
        {
            var last = Math.Min(durable, Geometry.SegmentStart(segment + 1)) - 1;
            var offset = Geometry.OffsetInSegment(last) & -Geometry.SectorBytes;
            if (sector.Read(segment, offset, Geometry.SectorBytes) == Geometry.SectorBytes) continue;
            throw new InvalidFileException($"{logName}.{segment}", offset, $"the file is missing or ends before this; the journal was durable up to position {durable}");
        }
    }

    /// <summary>Reads from the last page that is known to be durable to the last whole record: FASTER will write that page's last sector again as it finds it.</summary>
    private long Scan(long begin, long durable)
    {
        using var reader = new RecordReader(device, Geometry);
        reader.GoTo(Math.Max(begin, Geometry.PageStart(durable)));
        while (reader.TryNext(out _, out _)) { /* to the end */ }
        var tail = reader.Position;
        reader.GoTo(tail);
        if (reader.TryNext(out _, out _)) throw Differs(tail);
        if (tail < durable) throw Damaged(logName, Geometry, tail, "a record is damaged or missing");
        if (reader.AnyVouchesBeyond(tail)) throw Damaged(logName, Geometry, tail, "a record is damaged, and a later one says that it was durable");
        return tail;
    }

    /// <summary>
    /// Writes what nobody vouches for once more, because a flush that failed leaves bytes in the system's cache that look
    /// written and are not; wipes what lies after the tail; flushes.
    /// </summary>
    private void Settle(long durable, long tail)
    {
        using var page = new DeviceBuffer(device, Geometry.PageBytes);
        var segmentEnd = Geometry.SegmentStart(Geometry.SegmentOf(tail) + 1);
        for (var start = Geometry.PageStart(durable); start < segmentEnd; start += Geometry.PageBytes)
        {
            var (segment, offset) = (Geometry.SegmentOf(start), Geometry.OffsetInSegment(start));
            var bytes = page.Read(segment, offset, Geometry.PageBytes);
            if (bytes == 0 && start > tail) break;

            var kept = (int)Math.Clamp(tail - start, 0, bytes);
            var first = (int)Math.Max(durable - start, 0) & -Geometry.SectorBytes;
            if (page.Span[kept..bytes].ContainsAnyExcept((byte)0)) Remark = Damaged(logName, Geometry, tail, "what follows was not whole, and was cut off").Message;
            page.Span[kept..bytes].Clear();
            if (!IsWhole(page.Span[..kept], start)) throw Differs(start);
            var end = (bytes + Geometry.SectorBytes - 1) & -Geometry.SectorBytes;
            if (end > first) page.Write(segment, offset + first, first, end - first);
        }

        for (var segment = Geometry.SegmentOf(tail) + 1; segment <= device.EndSegment; segment++) device.RemoveSegment(segment);
        try
        {
            device.FlushToDisk();
        }
        catch (IOException failure)
        {
            throw new StoreException($"the journal cannot be made durable: {failure.Message}", failure);
        }
    }

    private StoreException Differs(long position) =>
        new($"'{logName}.{Geometry.SegmentOf(position)}' reads differently each time at offset {Geometry.OffsetInSegment(position)} or after");

    /// <summary>Whether a page has nothing but whole records, and zeros where none fits: what is written once more must not be what was read wrong.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> page, long start)
    {
        var offset = start == 0 ? (int)Geometry.First : 0;
        while (offset < page.Length && Frame.TryRead(page[offset..], start + offset, out var found)) offset += Frame.BytesFor(found.Record.Length);
        return offset >= page.Length || !page[offset..].ContainsAnyExcept((byte)0);
    }
}
