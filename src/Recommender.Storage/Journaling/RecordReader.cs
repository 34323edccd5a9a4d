using Recommender.Storage.Devices;

namespace Recommender.Storage.Journaling;

/// <summary>
/// Reads records from the files, page by page, and trusts nothing but their checksums: FASTER's own iterator believes the
/// lengths that it meets. Not for several threads at once.
/// </summary>
internal sealed class RecordReader(IDurableDevice device, Geometry geometry) : IDisposable
{
    private readonly DeviceBuffer _buffer = new(device, geometry.PageBytes);
    private long _page = -1;
    private int _pageBytes;

    /// <summary>Where the next record is looked for.</summary>
    public long Position { get; private set; }

    /// <summary>Goes to a position; what is on disk is read anew.</summary>
    public void GoTo(long position) => (Position, _page) = (position, -1);

    /// <summary>Reads the next record, if there is a whole one.</summary>
    /// <param name="begin">Where it begins; without one, where it would have.</param>
    /// <param name="found">Valid until the next call.</param>
    public bool TryNext(out long begin, out FoundFrame found)
    {
        begin = Position;
        if (!TryHere(begin, out found))
        {
            // A record that did not fit has left the rest of its page empty, begins the next, and says so.
            var next = NextPage(begin);
            if (!IsEmpty(begin, next) || !TryHere(next, out found) || found.Previous != begin) return false;
            begin = next;
        }

        Position = begin + Frame.BytesFor(found.Record.Length);
        return true;
    }

    /// <summary>Whether any record after a position, wherever one may begin, vouches for bytes after the position.</summary>
    public bool AnyVouchesBeyond(long position)
    {
        var end = geometry.SegmentStart(device.EndSegment + 1);
        for (var at = position; at < end;)
        {
            if (!TryLoad(at))
            {
                at = geometry.SegmentStart(geometry.SegmentOf(at) + 1);   // the file has ended
                continue;
            }

            for (var offset = geometry.OffsetInPage(at); offset < _pageBytes; offset += sizeof(int))
            {
                if (Frame.TryRead(_buffer.Span[offset..], geometry.PageStart(at) + offset, out var found) && found.Durable > position) return true;
            }

            at = NextPage(at);
        }

        return false;
    }

    public void Dispose() => _buffer.Dispose();

    private bool TryHere(long position, out FoundFrame found)
    {
        found = default;
        return TryLoad(position) && Frame.TryRead(_buffer.Span[geometry.OffsetInPage(position)..], position, out found);
    }

    private bool IsEmpty(long from, long end) =>
        geometry.OffsetInPage(from) != 0 && TryLoad(from) && !_buffer.Span.Slice(geometry.OffsetInPage(from), (int)(end - from)).ContainsAnyExcept((byte)0);

    private long NextPage(long position) => geometry.PageStart(position) + geometry.PageBytes;

    /// <summary>Has the page of a position in memory; false where no file has it.</summary>
    private bool TryLoad(long position)
    {
        var page = geometry.PageOf(position);
        if (page != _page)
        {
            var start = geometry.PageStart(position);
            _pageBytes = _buffer.Read(geometry.SegmentOf(start), geometry.OffsetInSegment(start), geometry.PageBytes);
            _page = page;
        }

        return _pageBytes > 0;
    }
}
