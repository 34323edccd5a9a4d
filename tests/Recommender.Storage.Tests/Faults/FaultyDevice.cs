using FASTER.core;
using Recommender.Storage.Devices;

namespace Recommender.Storage.Tests.Faults;

/// <summary>A device on a <see cref="FaultyDisk"/>.</summary>
internal sealed unsafe class FaultyDevice(FaultyDisk disk, MemoryMappedDevice inner, bool deleteOnClose)
    : StorageDeviceBase(inner.FileName, inner.SectorSize, inner.Capacity), IDurableDevice
{
    private readonly DelayedCallbacks _delayed = new();

    public long FailedReads { get; private set; }

    public DeviceFault? LastFault { get; private set; }

    private UnsyncedSectors Cache => disk.CacheOf(FileName);

    public override void Initialize(long segmentSize, LightEpoch epoch = null!, bool omitSegmentIdFromFilename = false)
    {
        base.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        inner.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        lock (disk.Lock)
        {
            (startSegment, endSegment) = (inner.StartSegment, inner.EndSegment);
            foreach (var segment in Cache.Segments)
            {
                startSegment = endSegment < 0 ? segment : Math.Min(startSegment, segment);
                endSegment = Math.Max(endSegment, segment);
            }
        }
    }

    public override void ReadAsync(
        int segmentId, ulong sourceAddress, nint destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object? context)
    {
        if (NestedReads.Defers(this, NestedReads.Deepest / 2, segmentId, sourceAddress, destinationAddress, readLength, callback, context)) return;
        try
        {
            var into = new Span<byte>((void*)destinationAddress, (int)readLength);
            (uint Code, uint Bytes) told;
            int delay;
            lock (disk.Lock)
            {
                told = Read(segmentId, (long)sourceAddress, into);
                delay = segmentSize > 0 && disk.Happens(disk.Plan.DelayedReads) ? 1 + disk.Draw(4) : 0;
                Note("read", segmentId, (long)sourceAddress, readLength, told, delay);
            }

            _delayed.Step();
            if (delay == 0) callback(told.Code, told.Bytes, context);
            else _delayed.Add(delay, () => callback(told.Code, told.Bytes, context));
        }
        finally
        {
            NestedReads.Leave();
        }
    }

    public override void WriteAsync(
        nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object? context)
    {
        var told = WriteNow(segmentId, (long)destinationAddress, new ReadOnlySpan<byte>((void*)sourceAddress, (int)numBytesToWrite));
        _delayed.Step();
        callback(told.Code, told.Bytes, context);
    }

    public (uint Code, uint Bytes) ReadNow(int segment, long offset, Span<byte> into)
    {
        lock (disk.Lock)
        {
            var told = Read(segment, offset, into);
            Note("read", segment, offset, (uint)into.Length, told, delay: 0);
            return told;
        }
    }

    public (uint Code, uint Bytes) WriteNow(int segment, long offset, ReadOnlySpan<byte> bytes)
    {
        lock (disk.Lock)
        {
            var told = Write(segment, offset, bytes);
            Note("write", segment, offset, (uint)bytes.Length, told, delay: 0);
            return told;
        }
    }

    public void CutAt(long address)
    {
        var (segment, offset) = segmentSize > 0 ? Math.DivRem(address, segmentSize) : (0, address);
        lock (disk.Lock)
        {
            if (disk.PowerIsOff) throw new IOException($"'{FileName}' was not cut: the power is off", (int)DeviceFault.InputOutput);
            Cache.CutAt((int)segment, offset);
            inner.CutAt(address);
            disk.Log.Add($"cut of {Path.GetFileName(FileName)} at {address}");
        }
    }

    public void RemoveBefore(long address)
    {
        var (segment, offset) = segmentSize > 0 ? Math.DivRem(address, segmentSize) : (0, address);
        lock (disk.Lock)
        {
            disk.Tick();
            if (disk.PowerIsOff) throw new IOException($"'{FileName}' was not removed before {address}: the power is off", (int)DeviceFault.InputOutput);
            Cache.ForgetBefore((int)segment, offset);
            inner.RemoveBefore(address);
            disk.Log.Add($"removal of {Path.GetFileName(FileName)} before {address}");
        }
    }

    public void FlushToDisk()
    {
        lock (disk.Lock)
        {
            disk.Tick();
            if (disk.IsBroken || disk.Happens(disk.Plan.FailedFlushes))
            {
                disk.IsBroken = true;
                disk.Log.Add($"flush of {Path.GetFileName(FileName)} failed");
                throw new IOException($"flush of '{FileName}' failed: planned by seed {disk.Plan.Seed}", (int)DeviceFault.InputOutput);
            }

            Cache.SyncTo(inner);
            inner.FlushToDisk();
            disk.Log.Add($"flush of {Path.GetFileName(FileName)}");
        }
    }

    public override bool TryComplete() => _delayed.Step();

    public override void RemoveSegment(int segment)
    {
        lock (disk.Lock)
        {
            if (disk.PowerIsOff) return;
            Cache.Forget(segment);
            inner.RemoveSegment(segment);
        }
    }

    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result)
    {
        RemoveSegment(segment);
        callback(result);
    }

    public override long GetFileSize(int segment)
    {
        lock (disk.Lock) return segmentSize > 0 ? segmentSize : Math.Max(inner.GetFileSize(segment), Cache.LengthOf(segment));
    }

    public override void Reset() => inner.Reset();

    /// <summary>Leaves what it holds in the disk's cache, as a process that ends does.</summary>
    public override void Dispose()
    {
        while (!_delayed.Step()) { /* nobody is left waiting */ }
        lock (disk.Lock)
        {
            foreach (var segment in Cache.Segments)
            {
                if (deleteOnClose) Cache.Forget(segment);
            }

            inner.Dispose();
        }
    }

    private (uint Code, uint Bytes) Read(int segment, long offset, Span<byte> into)
    {
        disk.Tick();
        into.Clear();
        if (disk.PowerIsOff || disk.Happens(disk.Plan.FailedReads)) return (Fail("read", segment, offset), 0);

        var (code, below) = inner.ReadNow(segment, offset, into);
        var bytes = Cache.Read(segment, offset, into, (int)below);
        if (bytes == 0)
        {
            FailedReads++;
            LastFault = inner.LastFault;
            return (code, 0);
        }

        if (disk.Happens(disk.Plan.FlippedBits)) into[disk.Draw(bytes)] ^= (byte)(1 << disk.Draw(8));
        return (0, (uint)bytes);
    }

    private (uint Code, uint Bytes) Write(int segment, long offset, ReadOnlySpan<byte> bytes)
    {
        disk.Tick();
        if (disk.IsBroken || disk.Happens(disk.Plan.FailedWrites)) return (Fail("write", segment, offset), 0);
        Cache.Write(segment, offset, bytes);
        return (0, (uint)bytes.Length);
    }

    private uint Fail(string operation, int segment, long offset)
    {
        if (operation == "read") FailedReads++;
        LastFault = new DeviceFault(DeviceFault.InputOutput, operation, $"{FileName}.{segment}", offset, $"planned by seed {disk.Plan.Seed}");
        return DeviceFault.InputOutput;
    }

    private void Note(string operation, int segment, long offset, uint length, (uint Code, uint Bytes) told, int delay) =>
        disk.Log.Add($"{operation} {Path.GetFileName(FileName)}.{segment}:{offset}+{length} told {told} after {delay}");
}
