namespace Recommender.Storage.Devices;

/// <summary>What a device has met: its last fault, and the one after which it believes its disk no more. Safe from many threads.</summary>
internal sealed class DeviceFaults
{
    private DeviceFault? _last;
    private DeviceFault? _disbelieved;
    private long _failedReads;

    /// <inheritdoc cref="IDurableDevice.LastFault"/>
    public DeviceFault? Last => Volatile.Read(ref _last);

    /// <summary>The first fault that leaves the state of the disk unknown; null while there was none.</summary>
    public DeviceFault? Disbelieved => Volatile.Read(ref _disbelieved);

    /// <inheritdoc cref="IDurableDevice.FailedReads"/>
    public long FailedReads => Volatile.Read(ref _failedReads);

    /// <summary>Notes a fault that may pass.</summary>
    public DeviceFault Note(DeviceFault fault)
    {
        Volatile.Write(ref _last, fault);
        return fault;
    }

    /// <summary>Notes a fault that leaves the state of the disk unknown.</summary>
    public DeviceFault Disbelieve(DeviceFault fault)
    {
        Interlocked.CompareExchange(ref _disbelieved, fault, comparand: null);
        return Note(fault);
    }

    /// <summary>Notes that a read has not brought what was asked for.</summary>
    public void ReadFailed() => Interlocked.Increment(ref _failedReads);

    /// <summary>Notes a call that makes no sense.</summary>
    /// <returns>The code for its caller.</returns>
    public uint Refuse(string operation, string path, long offset, string problem) => Note(new DeviceFault(DeviceFault.InvalidArgument, operation, path, offset, problem)).Code;

    /// <summary>Notes that a file to be read is not there.</summary>
    /// <returns>The code for the reader.</returns>
    public uint Absent(string path, long offset) => Note(new DeviceFault(DeviceFault.NoSuchFile, "read", path, offset, "the file is missing")).Code;

    /// <summary>Notes a read of what lies behind the end of a file.</summary>
    public void Ended(SegmentFile file, long offset)
    {
        Note(new DeviceFault(DeviceFault.NoSuchFile, "read", file.Path, offset, $"the file ends at {file.Length}"));
        ReadFailed();
    }
}
