using System.Collections.Concurrent;
using FASTER.core;

namespace Recommender.Storage.Devices;

/// <summary>
/// Writes on a thread of its own. FASTER flushes a page on whichever thread comes by when the page is due, readers included;
/// here that thread only leaves word. Reads are not queued: FASTER reads from the device what has been flushed, and calls a page
/// flushed when its callback has been called.
/// </summary>
/// <remarks>
/// The pages stay where they are until then, so nothing is copied, and no more can wait than FASTER has pages. Callbacks run on
/// the writing thread, in the order of the writes. What flushes, cuts or removes waits for the writes before it. Safe from many threads.
/// The writing thread also waits for the disk (<see cref="SteadyWriteback"/>): where that is slower than the writers, they come to wait for
/// memory, when FASTER has no page left that is flushed.
/// </remarks>
internal sealed unsafe class QueuedWrites : StorageDeviceBase, ILogDevice
{
    private readonly ILogDevice _inner;
    private readonly BlockingCollection<Action> _queue = [];
    private readonly SteadyWriteback _writeback;
    private readonly Thread _writer;
    private int _disposed;

    /// <summary>Starts the thread.</summary>
    public QueuedWrites(ILogDevice inner)
        : base(inner.FileName, inner.SectorSize, inner.Capacity)
    {
        _inner = inner;
        _writeback = new SteadyWriteback(inner);
        _writer = new Thread(Work) { IsBackground = true, Name = $"writer of {Path.GetFileName(inner.FileName)}" };
        _writer.Start();
    }

    /// <inheritdoc/>
    public long FailedReads => _inner.FailedReads;

    /// <inheritdoc/>
    public DeviceFault? LastFault => _inner.LastFault;

    /// <inheritdoc/>
    public override void Initialize(long segmentSize, LightEpoch epoch = null!, bool omitSegmentIdFromFilename = false)
    {
        base.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        _inner.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        (startSegment, endSegment) = (_inner.StartSegment, _inner.EndSegment);
    }

    /// <inheritdoc/>
    public override void WriteAsync(
        nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object? context) =>
        _queue.Add(() =>
        {
            _inner.WriteAsync(sourceAddress, segmentId, destinationAddress, numBytesToWrite, callback, context);
            _writeback.Wrote(segmentId, (long)destinationAddress, numBytesToWrite);   // the page is FASTER's again by now; what is refused, the next write says
        });

    /// <inheritdoc/>
    public override void ReadAsync(
        int segmentId, ulong sourceAddress, nint destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object? context) =>
        _inner.ReadAsync(segmentId, sourceAddress, destinationAddress, readLength, callback, context);

    /// <inheritdoc/>
    public (uint Code, uint Bytes) ReadNow(int segment, long offset, Span<byte> into) => _inner.ReadNow(segment, offset, into);

    /// <inheritdoc/>
    public (uint Code, uint Bytes) WriteNow(int segment, long offset, ReadOnlySpan<byte> bytes)
    {
        Drain();
        return _inner.WriteNow(segment, offset, bytes);
    }

    /// <inheritdoc/>
    public uint BeginWriteback(int segment, long offset, long bytes) => _inner.BeginWriteback(segment, offset, bytes);

    /// <inheritdoc/>
    public uint AwaitWriteback(int segment, long offset, long bytes) => _inner.AwaitWriteback(segment, offset, bytes);

    /// <inheritdoc/>
    public void FlushToDisk()
    {
        Drain();
        _inner.FlushToDisk();
    }

    /// <inheritdoc/>
    public void CutAt(long address)
    {
        Drain();
        _inner.CutAt(address);
    }

    /// <inheritdoc cref="ILogDevice.RemoveBefore"/>
    public void RemoveBefore(long address)
    {
        Drain();
        _inner.RemoveBefore(address);
    }

    /// <inheritdoc/>
    public void Restore(long tail, ReadOnlySpan<byte> tailBytes)
    {
        Drain();
        _inner.Restore(tail, tailBytes);
    }

    /// <inheritdoc/>
    public byte[] Keep(long begin, long tail) => _inner.Keep(begin, tail);

    /// <inheritdoc/>
    public void AddSums(long begin, long tail) => _inner.AddSums(begin, tail);

    /// <inheritdoc/>
    public override void RemoveSegment(int segment)
    {
        Drain();
        _inner.RemoveSegment(segment);
    }

    /// <inheritdoc/>
    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result)
    {
        Drain();
        _inner.RemoveSegmentAsync(segment, callback, result);
    }

    /// <inheritdoc/>
    public override long GetFileSize(int segment) => _inner.GetFileSize(segment);

    /// <inheritdoc/>
    public override bool TryComplete() => _inner.TryComplete();

    /// <inheritdoc/>
    public override void Reset()
    {
        Drain();
        _inner.Reset();
    }

    /// <summary>Writes what is left, and ends the thread.</summary>
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _queue.CompleteAdding();
        _writer.Join();
        _queue.Dispose();
        _inner.Dispose();
    }

    private void Work()
    {
        foreach (var write in _queue.GetConsumingEnumerable()) write();
    }

    /// <summary>Returns when all that was queued before is done. The writer itself has nothing before it.</summary>
    private void Drain()
    {
        if (Thread.CurrentThread == _writer) return;
        using var drained = new ManualResetEventSlim();
        _queue.Add(drained.Set);
        drained.Wait();
    }
}
