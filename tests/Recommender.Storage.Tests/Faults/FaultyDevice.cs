using FASTER.core;
using Recommender.Storage.Devices;
using Recommender.Storage.Tests.Devices;

namespace Recommender.Storage.Tests.Faults;

/// <summary>
/// Any device with a disk's bad habits. What is written stays in memory until it is flushed; the power cut draws for every
/// sector one of the contents that it has had since the last flush, so that writes are lost, torn and out of order. One seed,
/// driven by one thread, is one run: the same operations meet the same faults. Removals of segments are taken for durable.
/// </summary>
internal sealed unsafe class FaultyDevice : StorageDeviceBase, IDurableDevice
{
    private readonly IDevice _inner;
    private readonly FaultPlan _plan;
    private readonly Random _random;
    private readonly UnsyncedSectors _unsynced;
    private readonly DelayedCallbacks _delayed = new();
    private readonly Lock _lock = new();
    private int _operations;
    private bool _broken;

    public FaultyDevice(IDevice inner, FaultPlan plan)
        : base(inner.FileName, inner.SectorSize, inner.Capacity)
    {
        _inner = inner;
        _plan = plan;
        _random = new Random(plan.Seed);
        _unsynced = new UnsyncedSectors((int)inner.SectorSize);
    }

    /// <summary>What happened, an operation a line: two runs of one seed are alike if these are.</summary>
    public List<string> Log { get; } = [];

    public bool PowerIsOff { get; private set; }

    public long FailedReads { get; private set; }

    public DeviceFault? LastFault { get; private set; }

    public override void Initialize(long segmentSize, LightEpoch epoch = null!, bool omitSegmentIdFromFilename = false)
    {
        base.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        _inner.Initialize(segmentSize, epoch, omitSegmentIdFromFilename);
        (startSegment, endSegment) = (_inner.StartSegment, _inner.EndSegment);
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
            lock (_lock)
            {
                told = Read(segmentId, (long)sourceAddress, into);
                delay = Note("read", segmentId, (long)sourceAddress, readLength, told);
            }

            Tell(delay, () => callback(told.Code, told.Bytes, context));
        }
        finally
        {
            NestedReads.Leave();
        }
    }

    public override void WriteAsync(
        nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object? context)
    {
        (uint Code, uint Bytes) told;
        int delay;
        lock (_lock)
        {
            told = Write(segmentId, (long)destinationAddress, new ReadOnlySpan<byte>((void*)sourceAddress, (int)numBytesToWrite));
            delay = Note("write", segmentId, (long)destinationAddress, numBytesToWrite, told);
        }

        Tell(delay, () => callback(told.Code, told.Bytes, context));
    }

    public void FlushToDisk()
    {
        lock (_lock)
        {
            CutIfDue();
            if (_broken || Happens(_plan.FailedFlushes))
            {
                _broken = true;
                Log.Add("flush failed");
                throw new IOException($"flush of '{FileName}' failed: planned by seed {_plan.Seed}", (int)DeviceFault.InputOutput);
            }

            _unsynced.SyncTo(_inner);
            if (_inner is IDurableDevice durable) durable.FlushToDisk();
            Log.Add("flush");
        }
    }

    /// <summary>The power goes: unflushed sectors are drawn, and nothing is answered any more.</summary>
    public void CutPower()
    {
        lock (_lock)
        {
            if (PowerIsOff) return;
            _unsynced.CutTo(_inner, _random);
            PowerIsOff = _broken = true;
            Log.Add("power cut");
        }
    }

    public override bool TryComplete() => _delayed.Step();

    public override void RemoveSegment(int segment)
    {
        lock (_lock)
        {
            if (_broken) return;
            _unsynced.Forget(segment);
            _inner.RemoveSegment(segment);
        }
    }

    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result)
    {
        RemoveSegment(segment);
        callback(result);
    }

    public override long GetFileSize(int segment)
    {
        lock (_lock) return segmentSize > 0 ? segmentSize : Math.Max(_inner.GetFileSize(segment), _unsynced.LengthOf(segment));
    }

    public override void Reset() => _inner.Reset();

    /// <summary>A process that ends leaves its writes to the system, which brings them to the disk in the end: only a power cut loses them.</summary>
    public override void Dispose()
    {
        lock (_lock)
        {
            while (!_delayed.Step()) { /* nobody is left waiting */ }
            if (!PowerIsOff) _unsynced.SyncTo(_inner);
            _inner.Dispose();
        }
    }

    private (uint Code, uint Bytes) Read(int segment, long offset, Span<byte> into)
    {
        CutIfDue();
        if (PowerIsOff || Happens(_plan.FailedReads))
        {
            into.Clear();
            return (Fail("read", segment, offset), 0);
        }

        into.Clear();
        var (code, below) = _inner.Read(segment, offset, into);
        var bytes = _unsynced.Read(segment, offset, into, (int)below);
        if (bytes == 0)
        {
            FailedReads++;
            LastFault = (_inner as IDurableDevice)?.LastFault;
            return (code, 0);
        }

        if (Happens(_plan.FlippedBits)) into[_random.Next(bytes)] ^= (byte)(1 << _random.Next(8));
        return (0, (uint)bytes);
    }

    private (uint Code, uint Bytes) Write(int segment, long offset, ReadOnlySpan<byte> bytes)
    {
        CutIfDue();
        if (_broken || Happens(_plan.FailedWrites)) return (Fail("write", segment, offset), 0);
        _unsynced.Write(segment, offset, bytes);
        return (0, (uint)bytes.Length);
    }

    private uint Fail(string operation, int segment, long offset)
    {
        if (operation == "read") FailedReads++;
        LastFault = new DeviceFault(DeviceFault.InputOutput, operation, $"{FileName}.{segment}", offset, $"planned by seed {_plan.Seed}");
        return DeviceFault.InputOutput;
    }

    private void CutIfDue()
    {
        if (_plan.PowerCutAfter >= 0 && _operations++ >= _plan.PowerCutAfter) CutPower();
    }

    private bool Happens(double chance) => chance > 0 && _random.NextDouble() < chance;

    /// <summary>The number of operations that the callback waits for.</summary>
    private int Note(string operation, int segment, long offset, uint length, (uint Code, uint Bytes) told)
    {
        var delay = Happens(_plan.Delays) ? _random.Next(1, 5) : 0;
        Log.Add($"{operation} {segment}:{offset}+{length} told {told} after {delay}");
        return delay;
    }

    private void Tell(int delay, Action callback)
    {
        _delayed.Step();
        if (delay == 0) callback();
        else _delayed.Add(delay, callback);
    }
}
