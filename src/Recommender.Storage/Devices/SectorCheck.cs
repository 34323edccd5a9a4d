namespace Recommender.Storage.Devices;

/// <summary>Holds what was read of a log against its checksums. Safe from many threads.</summary>
internal sealed class SectorCheck(IDurableDevice data, IDurableDevice sums)
{
    private const int Sector = SectorSums.SectorBytes;
    private const int Chunk = SectorSums.ChunkBytes;

    /// <summary>What is wrong with a read; null if nothing is.</summary>
    /// <param name="segment">Where it was read.</param>
    /// <param name="offset">Where in the segment, a multiple of the sector.</param>
    /// <param name="read">What was read.</param>
    /// <param name="code">What the log's device said.</param>
    /// <param name="bytes">Bytes that it read.</param>
    public DeviceFault? FaultOf(int segment, long offset, ReadOnlySpan<byte> read, uint code, uint bytes) =>
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
