using System.Runtime.InteropServices;
using FASTER.core;

namespace Recommender.Storage.Devices;

/// <summary>
/// Takes a copy of what is written and writes it later, on another thread. FASTER writes its index while all writers wait: so they
/// wait for a copy in memory and not for the disk. It is written in pieces (<see cref="SteadyWriteback"/>): others need the disk meanwhile.
/// </summary>
/// <remarks>Writes are done one after the other, each with its callback; whatever else is asked for waits for those before it. Safe from many threads.</remarks>
internal sealed unsafe class CopiedWrites(IDurableDevice inner) : StorageDeviceBase(inner.FileName, inner.SectorSize, inner.Capacity), IDurableDevice
{
    private const int PieceBytes = 1 << 20;

    private readonly Queue<Action> _writes = new();   // the first is under way
    private readonly SteadyWriteback _writeback = new(inner);
    private Thread? _writer;

    public long FailedReads => inner.FailedReads;

    public DeviceFault? LastFault => inner.LastFault;

    public override void Initialize(long segmentSize, LightEpoch epoch = null!, bool omitSegmentIdFromFilename = false)
    {
        base.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        inner.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        (startSegment, endSegment) = (inner.StartSegment, inner.EndSegment);
    }

    public override void WriteAsync(
        nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object? context)
    {
        var copy = (nint)NativeMemory.Alloc(numBytesToWrite);   // given back at once: it is as large as the index
        Buffer.MemoryCopy((void*)sourceAddress, (void*)copy, numBytesToWrite, numBytesToWrite);
        lock (_writes)
        {
            _writes.Enqueue(() => Write(copy, segmentId, destinationAddress, numBytesToWrite, callback, context));
            if (_writes.Count == 1) new Thread(WriteAll) { IsBackground = true, Name = $"writer of {Path.GetFileName(FileName)}" }.Start();   // the pool's threads serve
        }
    }

    public override void ReadAsync(
        int segmentId, ulong sourceAddress, nint destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object? context) =>
        Drained().ReadAsync(segmentId, sourceAddress, destinationAddress, readLength, callback, context);

    public (uint Code, uint Bytes) ReadNow(int segment, long offset, Span<byte> into) => Drained().ReadNow(segment, offset, into);

    public (uint Code, uint Bytes) WriteNow(int segment, long offset, ReadOnlySpan<byte> bytes) => Drained().WriteNow(segment, offset, bytes);

    public void FlushToDisk() => Drained().FlushToDisk();

    public void CutAt(long address) => Drained().CutAt(address);

    public void RemoveBefore(long address) => Drained().RemoveBefore(address);

    public override void RemoveSegment(int segment) => Drained().RemoveSegment(segment);

    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result) => Drained().RemoveSegmentAsync(segment, callback, result);

    public override long GetFileSize(int segment) => Drained().GetFileSize(segment);

    public override void Reset() => Drained().Reset();

    public override void Dispose() => Drained().Dispose();

    private void Write(nint copy, int segment, ulong offset, uint bytes, DeviceIOCompletionCallback callback, object? context)
    {
        try
        {
            var code = WritePieces(copy, segment, (long)offset, bytes);
            callback(code, code == 0 ? bytes : 0, context);
        }
        finally
        {
            NativeMemory.Free((void*)copy);
        }
    }

    private uint WritePieces(nint copy, int segment, long offset, uint bytes)
    {
        for (uint done = 0; done < bytes;)
        {
            var count = (int)Math.Min(bytes - done, PieceBytes);
            var code = inner.WriteNow(segment, offset + done, new ReadOnlySpan<byte>((byte*)copy + done, count)).Code;
            if (code == 0) code = _writeback.Wrote(segment, offset + done, count);
            if (code != 0) return code;   // said here: the file is flushed by another, whom the system may not tell
            done += (uint)count;
        }

        return 0;
    }

    private void WriteAll()
    {
        while (true)
        {
            Action next;
            lock (_writes) (_writer, next) = (Thread.CurrentThread, _writes.Peek());
            next();
            lock (_writes)
            {
                _writes.Dequeue();
                if (_writes.Count > 0) continue;
                _writer = null;
                Monitor.PulseAll(_writes);
                return;
            }
        }
    }

    /// <summary>The device, when all that was asked for before is written. A callback that asks has nothing before it.</summary>
    private IDurableDevice Drained()
    {
        lock (_writes)
        {
            while (_writes.Count > 0 && _writer != Thread.CurrentThread) Monitor.Wait(_writes);
        }

        return inner;
    }
}
