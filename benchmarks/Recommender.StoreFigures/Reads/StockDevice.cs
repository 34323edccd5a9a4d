using FASTER.core;
using Recommender.Storage.Devices;
using Recommender.Storage.Store;

namespace Recommender.StoreFigures.Reads;

/// <summary>FASTER's own device behind the store's interface, for a store that is never opened again. It writes through, so a flush has nothing left to do.</summary>
internal sealed class StockDevice(string fileName) : StorageDeviceBase(fileName, 512, capacity: -1), ILogDevice
{
    private readonly IDevice _inner = FASTER.core.Devices.CreateLogDevice(fileName);

    public static StoreDevices Devices { get; } = new(static name => new StockDevice(name), static name => new StockDevice(name)) { ReadsByFaster = true };

    public long FailedReads => 0;

    public DeviceFault? LastFault => null;

    public override void Initialize(long segmentSize, LightEpoch epoch = null!, bool omitSegmentIdFromFilename = false)
    {
        base.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        _inner.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
    }

    public void FlushToDisk() { }

    public (uint Code, uint Bytes) ReadNow(int segment, long offset, Span<byte> into) => throw new NotSupportedException();

    public (uint Code, uint Bytes) WriteNow(int segment, long offset, ReadOnlySpan<byte> bytes) => throw new NotSupportedException();

    public void CutAt(long address) => throw new NotSupportedException();

    public void Restore(long tail, ReadOnlySpan<byte> tailBytes) => throw new NotSupportedException();

    public void RemoveBefore(long address) { /* nothing is compacted here, and the folder goes with the run */ }

    public byte[] Keep(long begin, long tail) => [];

    public void AddSums(long begin, long tail) => throw new NotSupportedException();

    public override void ReadAsync(
        int segmentId, ulong sourceAddress, nint destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object? context) =>
        _inner.ReadAsync(segmentId, sourceAddress, destinationAddress, readLength, callback, context);

    public override void WriteAsync(
        nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object? context) =>
        _inner.WriteAsync(sourceAddress, segmentId, destinationAddress, numBytesToWrite, callback, context);

    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result) =>
        _inner.RemoveSegmentAsync(segment, callback, result);

    public override long GetFileSize(int segment) => _inner.GetFileSize(segment);

    public override void Reset() => _inner.Reset();

    public override void Dispose() => _inner.Dispose();
}
