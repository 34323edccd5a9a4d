using FASTER.core;
using Recommender.Storage.Devices;

namespace Recommender.Storage.Store;

/// <summary>
/// Keeps FASTER from waiting for ever. A page whose write failed is never flushed in FASTER's books, and whoever needs its
/// memory waits without end. So FASTER is told that all went well, and the store is told the truth: <see cref="Broken"/> is set
/// before any thread can see the page as flushed, and from then on the store writes nothing, publishes no checkpoint and
/// reads nothing from the device.
/// </summary>
internal sealed class FailStopDevice(IDurableDevice inner) : StorageDeviceBase(inner.FileName, inner.SectorSize, inner.Capacity)
{
    private DeviceFault? _broken;

    /// <summary>The first write or flush that failed; null while all went well.</summary>
    public DeviceFault? Broken => Volatile.Read(ref _broken);

    public long FailedReads => inner.FailedReads;

    public DeviceFault? LastFault => inner.LastFault;

    public override void Initialize(long segmentSize, LightEpoch epoch = null!, bool omitSegmentIdFromFilename = false)
    {
        base.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        inner.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        (startSegment, endSegment) = (inner.StartSegment, inner.EndSegment);
    }

    /// <summary>Makes durable what was written.</summary>
    /// <exception cref="IOException">The disk refused, now or before.</exception>
    public void FlushToDisk()
    {
        if (Broken is { } earlier) throw earlier.ToException();
        try
        {
            inner.FlushToDisk();
        }
        catch (IOException failure)
        {
            Break(inner.LastFault ?? DeviceFault.From(failure, "flush", FileName, offset: 0));
            throw;
        }

        if (Broken is { } meanwhile) throw meanwhile.ToException();
    }

    public override void WriteAsync(
        nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object? context) =>
        inner.WriteAsync(
            sourceAddress,
            segmentId,
            destinationAddress,
            numBytesToWrite,
            (code, _, told) =>
            {
                if (code != 0) Break(inner.LastFault ?? new DeviceFault(code, "write", FileName, (long)destinationAddress, "unknown"));
                callback(0, numBytesToWrite, told);
            },
            context);

    public override void ReadAsync(
        int segmentId, ulong sourceAddress, nint destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object? context) =>
        inner.ReadAsync(segmentId, sourceAddress, destinationAddress, readLength, callback, context);

    /// <summary>Does not truncate: FASTER does when a checkpoint of its own is complete, while the list still has checkpoints that begin earlier.</summary>
    public override void TruncateUntilAddress(long toAddress) { /* the store does, when its list says so */ }

    /// <inheritdoc cref="TruncateUntilAddress"/>
    public override void TruncateUntilAddressAsync(long toAddress, AsyncCallback callback, IAsyncResult result) => callback(result);

    public override void RemoveSegment(int segment) => inner.RemoveSegment(segment);

    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result) =>
        inner.RemoveSegmentAsync(segment, callback, result);

    public override long GetFileSize(int segment) => inner.GetFileSize(segment);

    public override bool TryComplete() => inner.TryComplete();

    public override bool Throttle() => inner.Throttle();

    public override void Reset() => inner.Reset();

    public override void Dispose() => inner.Dispose();

    private void Break(DeviceFault fault) => Interlocked.CompareExchange(ref _broken, fault, comparand: null);
}
