using System.Collections.Concurrent;
using System.Globalization;
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

    private readonly string _folder;
    private readonly WriteDurability _durability;
    private readonly bool _deleteOnClose;
    private readonly ConcurrentDictionary<int, SegmentFile> _segments = new();
    private readonly Lock _opening = new();
    private DeviceFault? _lastFault;
    private long _failedReads;
    private DeviceFault? _disbelieved;
    private LightEpoch? _ownEpoch;
    private bool _folderChanged = true;
    private bool _disposed;

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
        _folder = Path.GetDirectoryName(FileName)!;
        _durability = durability;
        _deleteOnClose = deleteOnClose;
        Folder.MakeWritable(_folder);
    }

    /// <inheritdoc/>
    public DeviceFault? LastFault => Volatile.Read(ref _lastFault);

    /// <inheritdoc/>
    public long FailedReads => Volatile.Read(ref _failedReads);

    /// <summary>Takes the segment size and finds the segments that an earlier process left.</summary>
    public override void Initialize(long segmentSize, LightEpoch epoch = null!, bool omitSegmentIdFromFilename = false)
    {
        if (segmentSize is not -1 and < Sector) throw new FasterException($"segment size is {segmentSize}; allowed: a power of two from {Sector} up, or -1");
        if (epoch is null && segmentSize > 0) epoch = _ownEpoch = new LightEpoch();   // truncation waits for readers through it
        base.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        if (omitSegmentIdFromFilename || Existing() is not { Count: > 0 } found) return;

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
            var (code, bytes) = Read(segmentId, (long)sourceAddress, destinationAddress, readLength);
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
        var (code, bytes) = Write(sourceAddress, segmentId, (long)destinationAddress, numBytesToWrite);
        callback(code, bytes, context);
    }

    /// <inheritdoc/>
    public void FlushToDisk()
    {
        if (_disbelieved is { } earlier) throw earlier.ToException();
        if (_folderChanged && !OmitSegmentIdFromFileName) AdoptExisting();
        foreach (var segment in _segments.Values)
        {
            try
            {
                segment.Flush();
            }
            catch (ObjectDisposedException)
            {
                // Truncated meanwhile: nobody needs it on disk.
            }
            catch (Exception failure)
            {
                throw Disbelieve(DeviceFault.From(failure, "flush", segment.Path, offset: 0)).ToException();
            }
        }

        FlushFolder();
    }

    /// <inheritdoc/>
    public override void RemoveSegment(int segment)
    {
        lock (_opening)
        {
            if (_segments.TryRemove(segment, out var open)) open.Dispose();
            Delete(segment);
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
        return Open(segment, FileMode.Open)?.Length ?? 0;
    }

    /// <summary>Closes every file, without flushing; the next operation opens it again.</summary>
    public override void Reset()
    {
        lock (_opening) Close();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_opening)
        {
            if (_disposed) return;
            _disposed = true;
            Close();
            _ownEpoch?.Dispose();
        }
    }

    private (uint Code, uint Bytes) Read(int segmentId, long offset, nint destination, uint length)
    {
        if (length > int.MaxValue) return (Refuse("read", segmentId, offset, length), 0);
        var into = new Span<byte>((void*)destination, (int)length);
        try
        {
            if (!IsWholeSectors(offset, length)) return Failed(into, Refuse("read", segmentId, offset, length));
            if (Open(segmentId, FileMode.Open) is not { } segment) return Failed(into, Absent(segmentId, offset));

            var bytes = segment.Read(offset, into);
            into[bytes..].Clear();
            if (bytes == 0 && length > 0) Ended(segment, offset);
            return (0, (uint)bytes);
        }
        catch (Exception failure)
        {
            return Failed(into, Note(DeviceFault.From(failure, "read", PathOf(segmentId), offset)).Code);
        }
    }

    private (uint Code, uint Bytes) Write(nint source, int segmentId, long offset, uint length)
    {
        if (_disbelieved is { } earlier) return (earlier.Code, 0);
        if (length > int.MaxValue || !IsWholeSectors(offset, length) || (segmentSize > 0 && offset + length > segmentSize))
            return (Refuse("write", segmentId, offset, length), 0);

        try
        {
            KeepCapacity(segmentId);
            Open(segmentId, FileMode.OpenOrCreate)!.Write(offset, new ReadOnlySpan<byte>((void*)source, (int)length));
            if (_durability == WriteDurability.BeforeCallback && _folderChanged) FlushFolder();
            return (0, length);
        }
        catch (Exception failure)
        {
            var fault = DeviceFault.From(failure, "write", PathOf(segmentId), offset);
            return (fault.CanPass || failure is ObjectDisposedException ? Note(fault).Code : Disbelieve(fault).Code, 0);
        }
    }

    private (uint Code, uint Bytes) Failed(Span<byte> destination, uint code)
    {
        destination.Clear();
        Interlocked.Increment(ref _failedReads);
        return (code, 0);
    }

    private static bool IsWholeSectors(long offset, uint length) => offset >= 0 && offset % Sector == 0 && length % Sector == 0;

    private void Ended(SegmentFile segment, long offset)
    {
        Note(new DeviceFault(DeviceFault.NoSuchFile, "read", segment.Path, offset, $"the file ends at {segment.Length}"));
        Interlocked.Increment(ref _failedReads);
    }

    private uint Refuse(string operation, int segment, long offset, uint length) =>
        Note(new DeviceFault(
            DeviceFault.InvalidArgument,
            operation,
            PathOf(segment),
            offset,
            $"{length} bytes from there are not whole sectors of {Sector} within a segment of {segmentSize}")).Code;

    private uint Absent(int segment, long offset) =>
        Note(new DeviceFault(DeviceFault.NoSuchFile, "read", PathOf(segment), offset, "the file is missing")).Code;

    private DeviceFault Note(DeviceFault fault)
    {
        Volatile.Write(ref _lastFault, fault);
        return fault;
    }

    private DeviceFault Disbelieve(DeviceFault fault)
    {
        Interlocked.CompareExchange(ref _disbelieved, fault, comparand: null);
        return Note(fault);
    }

    /// <summary>The open segment; null where the file is absent and is not to be created.</summary>
    private SegmentFile? Open(int segment, FileMode mode) =>
        _segments.TryGetValue(segment, out var open) ? open : OpenAnew(segment, mode);

    private SegmentFile? OpenAnew(int segment, FileMode mode)
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_segments.TryGetValue(segment, out var other)) return other;

            var path = PathOf(segment);
            var exists = File.Exists(path);
            if (!exists && mode == FileMode.Open) return null;

            var options = _durability == WriteDurability.BeforeCallback ? FileOptions.WriteThrough : FileOptions.None;
            var opened = new SegmentFile(path, mode, options, segmentSize);
            if (!exists) _folderChanged = true;
            _segments[segment] = opened;
            return opened;
        }
    }

    /// <summary>Opens what an earlier process left: it may have died before its writes were on disk.</summary>
    private void AdoptExisting()
    {
        try
        {
            foreach (var segment in Existing()) Open(segment, FileMode.Open);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Disbelieve(DeviceFault.From(failure, "flush", FileName, offset: 0)).ToException();
        }
    }

    private void FlushFolder()
    {
        lock (_opening)
        {
            if (!_folderChanged) return;
            try
            {
                Folder.Flush(_folder);
                _folderChanged = false;
            }
            catch (IOException failure)
            {
                throw Disbelieve(DeviceFault.From(failure, "flush", _folder, offset: 0)).ToException();
            }
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
        foreach (var segment in _segments.Keys)
        {
            if (!_segments.TryRemove(segment, out var open)) continue;
            open.Dispose();
            if (_deleteOnClose) Delete(segment);
        }
    }

    private void Delete(int segment)
    {
        var path = PathOf(segment);
        try
        {
            File.Delete(path);
            _folderChanged = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Note(DeviceFault.From(failure, "removal", path, offset: 0));   // FASTER's callback has no code for it
        }
    }

    private string PathOf(int segment) => GetSegmentFilename(FileName, segment);

    private SortedSet<int> Existing()
    {
        var prefix = Path.GetFileName(FileName) + ".";
        var found = new SortedSet<int>();
        foreach (var path in Directory.EnumerateFiles(_folder))
        {
            var name = Path.GetFileName(path.AsSpan());
            if (name.StartsWith(prefix) && int.TryParse(name[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var segment))
                found.Add(segment);
        }

        return found;
    }
}
