using FASTER.core;
using Recommender.Storage.Unix;

namespace Recommender.Storage.Devices;

/// <summary>
/// FASTER's storage as memory-mapped files, one a segment, named as FASTER's own local device names them
/// (<c>name.0</c>, <c>name.1</c> …; <c>name</c> alone on request), so that either opens the other's files.
/// </summary>
/// <remarks>
/// <para>Every operation is done when it returns, and its callback has been called on the calling thread: a read of a cold
/// record costs a copy, not a thread switch. A page that is not in the page cache blocks the thread, and with it a garbage
/// collection, until the disk has answered.</para>
/// <para>FASTER has no call to flush a device: it takes the callback of a write to mean that the bytes are on disk, publishes
/// a checkpoint or a commit on the strength of it, and its own local device opens its files write-through. So does this one
/// (<see cref="WriteDurability.BeforeCallback"/>), unless the owner says that it flushes the device itself before it
/// publishes anything (<see cref="WriteDurability.OnFlush"/>): pages then leave memory at the speed of the page cache and no
/// serving thread waits for the disk.</para>
/// <para>Failures are codes, not exceptions: the errno, 0 bytes, and the destination of a read cleared, because FASTER looks at
/// the bytes of a failed record read all the same. <see cref="LastFault"/> names file and offset. After a failure other than
/// a full disk the state of the disk is unknown: every later write and flush fails with the same code.</para>
/// <para>Offsets and lengths must be multiples of the sector, 512 bytes; segments a power of two. A write stays within its
/// segment; a read may reach past the end of a file, because FASTER guesses at lengths, and gets the bytes that there are and
/// zeros. A capacity, a multiple of the segment, is kept by dropping the oldest segments. Safe from many threads.</para>
/// </remarks>
internal sealed unsafe class MemoryMappedDevice : StorageDeviceBase, IDurableDevice
{
    private const uint Sector = 512;

    private readonly WriteDurability _durability;
    private readonly bool _deleteOnClose;
    private readonly SegmentTable _segments;
    private readonly DeviceFaults _faults = new();
    private LightEpoch? _ownEpoch;
    private int _disposed;

    /// <summary>Prepares the folder; files are opened when they are first used.</summary>
    /// <param name="fileName">Path that every segment's name begins with; its folder is created.</param>
    /// <param name="durability">When a write is on disk.</param>
    /// <param name="capacity">Most bytes kept, or <see cref="FASTER.core.Devices.CAPACITY_UNSPECIFIED"/>.</param>
    /// <param name="deleteOnClose">Whether closing removes every segment used.</param>
    /// <exception cref="IOException">The folder cannot be created or written.</exception>
    public MemoryMappedDevice(
        string fileName,
        WriteDurability durability = WriteDurability.BeforeCallback,
        long capacity = FASTER.core.Devices.CAPACITY_UNSPECIFIED,
        bool deleteOnClose = false)
        : base(Path.GetFullPath(fileName), Sector, capacity)
    {
        _durability = durability;
        _deleteOnClose = deleteOnClose;
        _segments = new SegmentTable(FileName, durability == WriteDurability.BeforeCallback ? FileOptions.WriteThrough : FileOptions.None);
        Folder.MakeWritable(_segments.Folder);
    }

    /// <inheritdoc/>
    public DeviceFault? LastFault => _faults.Last;

    /// <inheritdoc/>
    public long FailedReads => _faults.FailedReads;

    /// <summary>Takes the segment size and finds the segments that an earlier process left.</summary>
    public override void Initialize(long segmentSize, LightEpoch epoch = null!, bool omitSegmentIdFromFilename = false)
    {
        if (segmentSize is not -1 and < Sector) throw new FasterException($"segment size is {segmentSize}; allowed: a power of two from {Sector} up, or -1");
        if (epoch is null && segmentSize > 0) epoch = _ownEpoch = new LightEpoch();   // truncation waits for readers through it
        base.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        (_segments.SegmentBytes, _segments.OmitsNumber) = (segmentSize, omitSegmentIdFromFilename);
        if (_segments.Existing() is not { Count: > 0 } found) return;

        startSegment = found.Min;
        endSegment = found.Max;
    }

    /// <inheritdoc/>
    public override void ReadAsync(
        int segmentId, ulong sourceAddress, nint destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object? context)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (NestedReads.Defers(this, NestedReads.Deepest, segmentId, sourceAddress, destinationAddress, readLength, callback, context)) return;
        try
        {
            var (code, bytes) = readLength > int.MaxValue
                ? (Refuse("read", segmentId, (long)sourceAddress, readLength), 0)
                : ReadNow(segmentId, (long)sourceAddress, new Span<byte>((void*)destinationAddress, (int)readLength));
            callback(code, bytes, context);
        }
        finally
        {
            NestedReads.Leave();
        }
    }

    /// <inheritdoc/>
    public override void WriteAsync(
        nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object? context)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var (code, bytes) = numBytesToWrite > int.MaxValue
            ? (Refuse("write", segmentId, (long)destinationAddress, numBytesToWrite), 0)
            : WriteNow(segmentId, (long)destinationAddress, new ReadOnlySpan<byte>((void*)sourceAddress, (int)numBytesToWrite));
        callback(code, bytes, context);
    }

    /// <inheritdoc/>
    public (uint Code, uint Bytes) ReadNow(int segment, long offset, Span<byte> into)
    {
        try
        {
            if (!IsWholeSectors(offset, into.Length)) return Failed(into, Refuse("read", segment, offset, into.Length));
            if (_segments.Open(segment, FileMode.Open) is not { } file) return Failed(into, _faults.Absent(_segments.PathOf(segment), offset));

            var bytes = file.Read(offset, into);
            into[bytes..].Clear();
            if (bytes == 0 && into.Length > 0) _faults.Ended(file, offset);
            return (0, (uint)bytes);
        }
        catch (Exception failure)
        {
            return Failed(into, _faults.Note(DeviceFault.From(failure, "read", _segments.PathOf(segment), offset)).Code);
        }
    }

    /// <inheritdoc/>
    public (uint Code, uint Bytes) WriteNow(int segment, long offset, ReadOnlySpan<byte> bytes)
    {
        if (_faults.Disbelieved is { } earlier) return (earlier.Code, 0);
        if (!IsWholeSectors(offset, bytes.Length) || (segmentSize > 0 && offset + bytes.Length > segmentSize))
            return (Refuse("write", segment, offset, bytes.Length), 0);

        try
        {
            KeepCapacity(segment);
            _segments.Open(segment, FileMode.OpenOrCreate)!.Write(offset, bytes);
            if (_durability == WriteDurability.BeforeCallback) _segments.FlushFolder();
            return (0, (uint)bytes.Length);
        }
        catch (Exception failure)
        {
            var fault = DeviceFault.From(failure, "write", _segments.PathOf(segment), offset);
            return (fault.CanPass || failure is ObjectDisposedException ? _faults.Note(fault).Code : _faults.Disbelieve(fault).Code, 0);
        }
    }

    /// <inheritdoc/>
    public uint BeginWriteback(int segment, long offset, long bytes) => Advise(segment, offset, file => file.BeginWriteback(offset, bytes));

    /// <inheritdoc/>
    public uint AwaitWriteback(int segment, long offset, long bytes) => Advise(segment, offset, file => file.AwaitWriteback(offset, bytes));

    /// <inheritdoc/>
    public void CutAt(long address)
    {
        var (segment, offset) = segmentSize > 0 ? Math.DivRem(address, segmentSize) : (0, address);
        foreach (var later in _segments.Existing())
        {
            if (later > segment) _segments.Remove(later);
        }

        _segments.Open((int)segment, FileMode.Open)?.Cut(offset);
    }

    /// <inheritdoc/>
    public void RemoveBefore(long address)
    {
        var (segment, offset) = segmentSize > 0 ? Math.DivRem(address, segmentSize) : (0, address);
        foreach (var earlier in _segments.Existing())
        {
            if (earlier < segment) _segments.Remove(earlier);
        }

        _segments.Open((int)segment, FileMode.Open)?.Clear(offset);
    }

    /// <inheritdoc/>
    public void FlushToDisk()
    {
        if (_faults.Disbelieved is { } earlier) throw earlier.ToException();
        var flushed = FileName;
        try
        {
            _segments.OpenExisting();
            foreach (var segment in _segments.All)
            {
                flushed = segment.Path;
                Flush(segment);
            }

            flushed = _segments.Folder;
            _segments.FlushFolder();
        }
        catch (Exception failure)
        {
            throw _faults.Disbelieve(DeviceFault.From(failure, "flush", flushed, offset: 0)).ToException();
        }
    }

    /// <inheritdoc/>
    public override void RemoveSegment(int segment)
    {
        try
        {
            _segments.Remove(segment);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _faults.Note(DeviceFault.From(failure, "removal", _segments.PathOf(segment), offset: 0));   // FASTER's callback has no code for it
        }
    }

    /// <inheritdoc/>
    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result)
    {
        ArgumentNullException.ThrowIfNull(callback);
        RemoveSegment(segment);
        callback(result);
    }

    /// <summary>The size of a segment's file in bytes: that of a segment where there is one, otherwise its length so far, 0 where it is absent.</summary>
    public override long GetFileSize(int segment)
    {
        if (segmentSize > 0) return segmentSize;
        return _segments.Open(segment, FileMode.Open)?.Length ?? 0;
    }

    /// <summary>Closes every file, without flushing; the next operation opens it again.</summary>
    public override void Reset() => Close();

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _segments.Close();
        Close();
        _ownEpoch?.Dispose();
    }

    private (uint Code, uint Bytes) Failed(Span<byte> destination, uint code)
    {
        destination.Clear();
        _faults.ReadFailed();
        return (code, 0);
    }

    private static bool IsWholeSectors(long offset, int length) => offset >= 0 && offset % Sector == 0 && length % Sector == 0;

    private uint Refuse(string operation, int segment, long offset, long length) =>
        _faults.Refuse(operation, _segments.PathOf(segment), offset, $"{length} bytes from there are not whole sectors of {Sector} within a segment of {segmentSize}");

    /// <summary>A refusal tells of bytes that are lost, whatever it is: the system reports it once and takes the pages for written.</summary>
    private uint Advise(int segment, long offset, Action<SegmentFile> advise)
    {
        if (_faults.Disbelieved is { } earlier) return earlier.Code;
        try
        {
            if (_segments.Open(segment, FileMode.Open) is { } file) advise(file);
        }
        catch (ObjectDisposedException)
        {
            // Truncated or closed meanwhile: nobody needs it on disk, or the flush sees to it.
        }
        catch (Exception failure)
        {
            return _faults.Disbelieve(DeviceFault.From(failure, "writeback", _segments.PathOf(segment), offset)).Code;
        }

        return 0;
    }

    private static void Flush(SegmentFile segment)
    {
        try
        {
            segment.Flush();
        }
        catch (ObjectDisposedException)
        {
            // Truncated meanwhile: nobody needs it on disk.
        }
    }

    private void KeepCapacity(int segment)
    {
        if (Capacity == FASTER.core.Devices.CAPACITY_UNSPECIFIED || segmentSize < 0) return;
        if (!Utility.MonotonicUpdate(ref endSegment, segment, out _)) return;
        var kept = (int)(Capacity / segmentSize);
        TruncateUntilSegmentAsync(segment + 1 - kept, static _ => { }, null!);
    }

    private void Close()
    {
        foreach (var segment in _segments.CloseAll())
        {
            if (_deleteOnClose) RemoveSegment(segment);
        }
    }
}
