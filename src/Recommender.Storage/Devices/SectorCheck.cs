namespace Recommender.Storage.Devices;

/// <summary>Holds what was read of a log against its checksums. Safe from many threads.</summary>
internal sealed class SectorCheck(IDurableDevice data, IDurableDevice sums)
{
    private const int Sector = SectorSums.SectorBytes;
    private const int Chunk = SectorSums.ChunkBytes;

    /// <summary>What is wrong with a read, in two looks if need be: the first may have met a write half-way. Null if nothing is.</summary>
    /// <param name="segment">Where it was read.</param>
    /// <param name="offset">Where in the segment, a multiple of the sector.</param>
    /// <param name="into">What was read; after a second look, what was read then.</param>
    /// <param name="code">What the log's device said, in the last look.</param>
    /// <param name="bytes">Bytes that it read, in the last look.</param>
    /// <param name="writing">Held by whoever writes.</param>
    public DeviceFault? FaultOf(int segment, long offset, Span<byte> into, ref uint code, ref uint bytes, Lock writing)
    {
        var fault = FaultOf(segment, offset, into, code, bytes);
        if (fault is null || code != 0 || bytes == 0) return fault;
        lock (writing)
        {
            (code, bytes) = data.ReadNow(segment, offset, into);
            return FaultOf(segment, offset, into, code, bytes);
        }
    }

    private DeviceFault? FaultOf(int segment, long offset, ReadOnlySpan<byte> read, uint code, uint bytes) =>
        code != 0 || bytes == 0
            ? data.LastFault ?? DeviceFault.Unexplained(code, "read", data.FileName, segment, offset)
            : FirstDamaged(segment, offset, read[..(int)bytes]);

    private DeviceFault? FirstDamaged(int segment, long offset, ReadOnlySpan<byte> sectors)
    {
        Span<byte> expected = stackalloc byte[Sector];
        for (var done = 0; done < sectors.Length;)
        {
            var at = offset + done;
            var count = Math.Min(sectors.Length - done, Chunk - (int)(at % Chunk));
            if (sums.ReadNow(segment, at / Chunk * Sector, expected).Code is var code and not 0) return sums.LastFault ?? DeviceFault.Unexplained(code, "read", data.FileName, segment, at);
            var damaged = SectorSums.FirstDamaged(sectors.Slice(done, count), expected[(int)(at % Chunk / ChecksummedDevice.BytesPerByteOfSums)..]);
            if (damaged >= 0) return Damage(segment, at + (damaged * Sector));
            done += count;
        }

        return null;
    }

    private DeviceFault Damage(int segment, long offset) =>
        new(DeviceFault.InputOutput, "read", DeviceFault.PathOf(data.FileName, segment), offset, "the sector does not agree with its checksum");
}
