namespace Recommender.Storage.Devices;

/// <summary>
/// Keeps the disk at most two pieces behind what is written to a device. Otherwise the page cache takes all that there is memory for, and
/// whoever then needs the disk for a moment, a flush of the journal or a read of a cold member, waits behind gigabytes.
/// </summary>
/// <remarks>Waits for the disk: only on a thread that writes and does not serve. One thread at a time.</remarks>
internal sealed class SteadyWriteback(IDurableDevice device)
{
    /// <summary>Bytes that the disk is given at once: enough for it to be busy with, and few to wait behind, a fortieth of a second at 40 MB/s for two.</summary>
    public const int PieceBytes = 512 << 10;

    private Piece _written;
    private Piece _begun;

    /// <summary>Bytes were written. Begins with every piece that is full, or that what follows does not continue, and waits for the one before it.</summary>
    /// <returns>The code of what the disk refused of what was written so far; 0 where it took all.</returns>
    public uint Wrote(int segment, long offset, long bytes)
    {
        var code = 0u;
        if (segment != _written.Segment || offset != _written.End)
        {
            code = Begin(_written.Bytes);
            _written = new Piece(segment, offset, 0);
        }

        _written = _written with { Bytes = _written.Bytes + bytes };
        while (code == 0 && _written.Bytes >= PieceBytes) code = Begin(PieceBytes);
        return code;
    }

    private uint Begin(long bytes)
    {
        if (bytes == 0) return 0;
        var piece = _written with { Bytes = bytes };
        var code = device.BeginWriteback(piece.Segment, piece.Offset, bytes);
        if (code == 0 && _begun.Bytes > 0) code = device.AwaitWriteback(_begun.Segment, _begun.Offset, _begun.Bytes);
        (_begun, _written) = (piece, new Piece(piece.Segment, piece.End, _written.Bytes - bytes));
        return code;
    }

    private readonly record struct Piece(int Segment, long Offset, long Bytes)
    {
        public long End => Offset + Bytes;
    }
}
