using FASTER.core;

namespace Recommender.Storage.Devices;

/// <summary>
/// A log whose every sector has a checksum in a file beside its segment (<c>log.sums.0</c> for <c>log.0</c>), four bytes for
/// 512. FASTER checks nothing that it reads: a flipped bit in the header of a record would send it to another record, or past
/// its memory. Here a sector that does not agree with its sum is a failed read that names file and offset.
/// </summary>
/// <remarks>
/// <para>Data and sums are two writes, and a crash may come between them. What lies after the newest checkpoint is cut off when
/// the log is opened. The sector that holds the checkpoint's tail is rewritten from the bytes that <see cref="Keep"/> gave. Other
/// sectors before the tail are rewritten in one case, by FASTER's recovery, which marks records as undone; what they held is
/// saved first (<see cref="RewriteUndo"/>).</para>
/// <para>FASTER still changes the headers of records while their page is written, so pages are copied before they are summed.</para>
/// <para>A read may begin while its last sectors, which it does not need, are written by another thread: what does not agree is
/// read again when no write is under way. Reads take no lock otherwise. Safe from many threads.</para>
/// </remarks>
/// <param name="data">The log.</param>
/// <param name="sums">Its checksums.</param>
/// <param name="undo">A file for what is saved before sectors are rewritten.</param>
internal sealed unsafe class ChecksummedDevice(IDurableDevice data, IDurableDevice sums, IDurableDevice undo)
    : StorageDeviceBase(data.FileName, SectorSums.SectorBytes, data.Capacity), ILogDevice
{
    /// <summary>Bytes of the log for one byte of sums.</summary>
    public const int BytesPerByteOfSums = SectorSums.SectorBytes / sizeof(uint);

    private const int Sector = SectorSums.SectorBytes;
    private const int Chunk = SectorSums.ChunkBytes;
    private readonly Lock _writing = new();
    private readonly SectorCheck _check = new(data, sums);
    private readonly RewriteUndo _undo = new(undo);
    private readonly byte[] _copy = new byte[Chunk];
    private readonly byte[] _before = new byte[Chunk];
    private readonly DeviceFaults _faults = new();
    private long _kept;
    private DeviceFault? _torn;

    /// <inheritdoc/>
    public long FailedReads => _faults.FailedReads;

    /// <inheritdoc/>
    public DeviceFault? LastFault => _faults.Last;

    /// <summary>The device of a log, over any devices.</summary>
    /// <param name="fileName">Path that every segment's name begins with.</param>
    /// <param name="create">Makes a device of a name.</param>
    public static ChecksummedDevice Over(string fileName, Func<string, IDurableDevice> create) =>
        new(create(fileName), create(SumsName(fileName)), create(fileName + ".undo"));

    /// <summary>The name of the sums of a log.</summary>
    public static string SumsName(string fileName) => fileName + ".sums";

    /// <summary>Takes the segment size: at least <see cref="SectorSums.ChunkBytes"/>, so that no two segments share a sector of sums.</summary>
    public override void Initialize(long segmentSize, LightEpoch epoch = null!, bool omitSegmentIdFromFilename = false)
    {
        if (segmentSize is not -1 and < Chunk) throw new FasterException($"segment size is {segmentSize}; allowed: a power of two from {Chunk} up, or -1");
        base.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        data.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        sums.Initialize(segmentSize < 0 ? -1 : segmentSize / BytesPerByteOfSums, epoch, omitSegmentIdFromFilename);
        undo.Initialize(-1, epoch);
        (startSegment, endSegment) = (data.StartSegment, data.EndSegment);
    }

    public override void ReadAsync(
        int segmentId, ulong sourceAddress, nint destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object? context) =>
        data.ReadAsync(
            segmentId,
            sourceAddress,
            destinationAddress,
            readLength,
            (code, bytes, told) =>
            {
                (code, bytes) = Checked(segmentId, (long)sourceAddress, new Span<byte>((void*)destinationAddress, (int)readLength), code, bytes);
                callback(code, bytes, told);
            },
            context);

    /// <inheritdoc/>
    public (uint Code, uint Bytes) ReadNow(int segment, long offset, Span<byte> into)
    {
        var (code, bytes) = data.ReadNow(segment, offset, into);
        return Checked(segment, offset, into, code, bytes);
    }

    public override void WriteAsync(
        nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object? context)
    {
        var (code, bytes) = WriteNow(segmentId, (long)destinationAddress, new ReadOnlySpan<byte>((void*)sourceAddress, checked((int)numBytesToWrite)));
        callback(code, bytes, context);
    }

    /// <inheritdoc/>
    public (uint Code, uint Bytes) WriteNow(int segment, long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset % Sector != 0 || bytes.Length % Sector != 0 || (segmentSize > 0 && offset + bytes.Length > segmentSize))
        {
            return (_faults.Refuse("write", DeviceFault.PathOf(FileName, segment), offset, $"{bytes.Length} bytes from there are not whole sectors within a segment"), 0);
        }

        lock (_writing)
        {
            for (var done = 0; done < bytes.Length;)
            {
                var count = Math.Min(bytes.Length - done, Chunk - (int)((offset + done) % Chunk));
                if (WriteChunk(segment, offset + done, bytes.Slice(done, count)) is { } fault) return (_faults.Note(fault).Code, 0);
                done += count;
            }
        }

        return (0, (uint)bytes.Length);
    }

    /// <summary>Makes durable what was written. Once a write has failed half-way nothing is: what is saved of before must outlive it.</summary>
    public void FlushToDisk()
    {
        if (Volatile.Read(ref _torn) is { } torn) throw torn.ToException();
        data.FlushToDisk();
        sums.FlushToDisk();
        lock (_writing) _undo.Drop();
    }

    /// <summary>Of the log alone: its sums are so few that a flush may find them all.</summary>
    public uint BeginWriteback(int segment, long offset, long bytes) => data.BeginWriteback(segment, offset, bytes);

    /// <inheritdoc cref="BeginWriteback"/>
    public uint AwaitWriteback(int segment, long offset, long bytes) => data.AwaitWriteback(segment, offset, bytes);

    /// <inheritdoc/>
    public void CutAt(long address)
    {
        data.CutAt(address);
        sums.CutAt(RoundUp(address / BytesPerByteOfSums));
    }

    /// <inheritdoc/>
    public void RemoveBefore(long address)
    {
        var chunk = address / Chunk * Chunk;
        data.RemoveBefore(chunk);
        sums.RemoveBefore(chunk / BytesPerByteOfSums);
        ClearWithinChunk(chunk, (int)(address - chunk));
        FlushToDisk();
    }

    /// <inheritdoc/>
    public void Restore(long tail, ReadOnlySpan<byte> tailBytes)
    {
        Volatile.Write(ref _kept, 0);   // what is put back now replaces nothing of worth
        var saved = _undo.Saved(tail);
        foreach (var (address, sectors) in saved) WriteAt(address, sectors);
        if (saved.Count > 0) FlushToDisk();

        var start = tail / Sector * Sector;
        CutAt(start);
        if (tailBytes.Length > 0)
        {
            var sector = new byte[Sector];
            tailBytes.CopyTo(sector);
            WriteAt(start, sector);
        }

        Volatile.Write(ref _kept, tail);
    }

    /// <inheritdoc/>
    public byte[] Keep(long begin, long tail)
    {
        var start = tail / Sector * Sector;
        var sector = new byte[tail > begin ? Sector : 0];
        if (tail > start && tail > begin)
        {
            var (segment, offset) = PlaceOf(start);
            var (code, bytes) = ReadNow(segment, offset, sector);
            if (code != 0 || bytes == 0) throw LastFault!.ToException();
        }

        Volatile.Write(ref _kept, tail);
        return sector[..(int)Math.Min(tail - start, sector.Length)];
    }

    /// <inheritdoc/>
    public void AddSums(long begin, long tail)
    {
        var sector = new byte[Sector];
        for (var address = begin / Chunk * Chunk; address < tail; address += Chunk)
        {
            var (segment, offset) = PlaceOf(address);
            var (code, _) = data.ReadNow(segment, offset, _copy);
            if (code != 0) throw data.LastFault!.ToException();
            SectorSums.Write(_copy, sector);
            if (sums.WriteNow(segment, offset / BytesPerByteOfSums, sector).Code != 0) throw sums.LastFault!.ToException();
        }
    }

    public override void RemoveSegment(int segment)
    {
        data.RemoveSegment(segment);
        sums.RemoveSegment(segment);
    }

    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result)
    {
        RemoveSegment(segment);
        callback(result);
    }

    public override long GetFileSize(int segment) => data.GetFileSize(segment);

    public override bool TryComplete() => data.TryComplete();

    public override bool Throttle() => data.Throttle();

    public override void Reset()
    {
        data.Reset();
        sums.Reset();
        undo.Reset();
    }

    public override void Dispose()
    {
        data.Dispose();
        sums.Dispose();
        undo.Dispose();
    }

    /// <summary>The beginning of a chunk, which shares a sector of sums with what follows.</summary>
    private void ClearWithinChunk(long chunk, int bytes)
    {
        if (bytes == 0) return;
        var sectors = new byte[RoundUp(bytes)];
        var (segment, offset) = PlaceOf(chunk);
        if (data.ReadNow(segment, offset, sectors).Bytes == 0 || sectors.AsSpan(0, bytes).IndexOfAnyExcept((byte)0) < 0) return;
        sectors.AsSpan(0, bytes).Clear();
        WriteAt(chunk, sectors);
    }

    private DeviceFault? WriteChunk(int segment, long offset, ReadOnlySpan<byte> bytes)
    {
        var copy = _copy.AsSpan(0, bytes.Length);
        bytes.CopyTo(copy);
        if (SaveKept(segment, offset, copy) is { } unsaved) return unsaved;

        Span<byte> sector = stackalloc byte[Sector];
        var sumsOffset = offset / Chunk * Sector;
        if (copy.Length < Chunk) sums.ReadNow(segment, sumsOffset, sector);   // a file that is absent or ends there gives zeros
        SectorSums.Write(copy, sector[(int)(offset % Chunk / BytesPerByteOfSums)..]);

        return TornBy(data, data.WriteNow(segment, offset, copy).Code, segment, offset) ?? TornBy(sums, sums.WriteNow(segment, sumsOffset, sector).Code, segment, sumsOffset);
    }

    /// <summary>Saves what a write changes before the tail of the newest checkpoint.</summary>
    private DeviceFault? SaveKept(int segment, long offset, ReadOnlySpan<byte> changed)
    {
        var kept = _kept / Sector * Sector;
        var address = (segment * Math.Max(segmentSize, 0)) + offset;
        if (address >= kept) return null;

        var before = _before.AsSpan(0, (int)Math.Min(changed.Length, kept - address));
        data.ReadNow(segment, offset, before);
        if (before.SequenceEqual(changed[..before.Length])) return null;
        return _undo.Save(_kept, address, before);
    }

    private (uint Code, uint Bytes) Checked(int segment, long offset, Span<byte> into, uint code, uint bytes)
    {
        if (_check.FaultOf(segment, offset, into, ref code, ref bytes, _writing) is not { } fault) return (0, bytes);
        _faults.Note(fault);
        _faults.ReadFailed();
        into.Clear();
        return (bytes == 0 ? code : fault.Code, 0);
    }

    private void WriteAt(long address, ReadOnlySpan<byte> sectors)
    {
        var (segment, offset) = PlaceOf(address);
        if (WriteNow(segment, offset, sectors).Code != 0) throw LastFault!.ToException();
    }

    private (int Segment, long Offset) PlaceOf(long address) =>
        segmentSize > 0 ? ((int)(address / segmentSize), address % segmentSize) : (0, address);

    private static long RoundUp(long bytes) => (bytes + Sector - 1) / Sector * Sector;

    /// <summary>What was wrong with a write, if anything: then data and sums may not agree any more.</summary>
    private DeviceFault? TornBy(IDurableDevice device, uint code, int segment, long offset)
    {
        if (code == 0) return null;
        var fault = device.LastFault ?? DeviceFault.Unexplained(code, "write", device.FileName, segment, offset);
        Volatile.Write(ref _torn, fault);
        return fault;
    }
}
