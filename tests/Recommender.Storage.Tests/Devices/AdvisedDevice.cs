using System.Collections.Concurrent;
using FASTER.core;
using Recommender.Storage.Devices;

namespace Recommender.Storage.Tests.Devices;

/// <summary>A device that remembers what it was advised to begin with and to wait for, and answers as a test says.</summary>
internal sealed class AdvisedDevice(IDurableDevice inner) : StorageDeviceBase(inner.FileName, inner.SectorSize, inner.Capacity), IDurableDevice
{
    /// <summary>What was advised, in order, and on which thread.</summary>
    public ConcurrentQueue<(bool Waits, int Segment, long Offset, long Bytes, string? Thread)> Advice { get; } = new();

    /// <summary>What is answered when a stretch is waited for.</summary>
    public Func<uint> Await { get; set; } = static () => 0;

    public long FailedReads => inner.FailedReads;

    public DeviceFault? LastFault => inner.LastFault;

    public override void Initialize(long segmentSize, LightEpoch epoch = null!, bool omitSegmentIdFromFilename = false)
    {
        base.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        inner.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
    }

    public uint BeginWriteback(int segment, long offset, long bytes)
    {
        Advice.Enqueue((false, segment, offset, bytes, Thread.CurrentThread.Name));
        return 0;
    }

    public uint AwaitWriteback(int segment, long offset, long bytes)
    {
        Advice.Enqueue((true, segment, offset, bytes, Thread.CurrentThread.Name));
        return Await();
    }

    public void FlushToDisk() => inner.FlushToDisk();

    public (uint Code, uint Bytes) ReadNow(int segment, long offset, Span<byte> into) => inner.ReadNow(segment, offset, into);

    public (uint Code, uint Bytes) WriteNow(int segment, long offset, ReadOnlySpan<byte> bytes) => inner.WriteNow(segment, offset, bytes);

    public void CutAt(long address) => inner.CutAt(address);

    public void RemoveBefore(long address) => inner.RemoveBefore(address);

    public override void ReadAsync(
        int segmentId, ulong sourceAddress, nint destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object? context) =>
        inner.ReadAsync(segmentId, sourceAddress, destinationAddress, readLength, callback, context);

    public override void WriteAsync(
        nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object? context) =>
        inner.WriteAsync(sourceAddress, segmentId, destinationAddress, numBytesToWrite, callback, context);

    public override void RemoveSegment(int segment) => inner.RemoveSegment(segment);

    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result) => inner.RemoveSegmentAsync(segment, callback, result);

    public override void Dispose() => inner.Dispose();
}
