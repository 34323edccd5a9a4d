using FASTER.core;
using Recommender.Storage.Devices;
using Recommender.Storage.Tests.Faults;

namespace Recommender.Storage.Tests.Devices;

public sealed class ChecksummedContractTests : DeviceContract
{
    protected override IDevice Create(string fileName, bool deleteOnClose) =>
        ChecksummedDevice.Over(fileName, name => new MemoryMappedDevice(name, WriteDurability.OnFlush, deleteOnClose: deleteOnClose));

    protected override void Flush(IDevice device) => ((IDurableDevice)device).FlushToDisk();

    protected override bool IsData(string name) => !name.Contains(".sums", StringComparison.Ordinal);
}

/// <summary>Over devices that call back late, and hold writes back until they are flushed.</summary>
public sealed class ChecksummedDelayedContractTests : DeviceContract
{
    private readonly FaultyDisk _disk = new(new FaultPlan(Seed: 1) { DelayedReads = 0.5 });

    protected override IDevice Create(string fileName, bool deleteOnClose) =>
        ChecksummedDevice.Over(fileName, name => _disk.Open(name, deleteOnClose));

    protected override void Flush(IDevice device) => ((IDurableDevice)device).FlushToDisk();

    protected override bool IsData(string name) => !name.Contains(".sums", StringComparison.Ordinal);
}

public sealed class QueuedWritesContractTests : DeviceContract
{
    protected override IDevice Create(string fileName, bool deleteOnClose) =>
        new QueuedWrites(ChecksummedDevice.Over(fileName, name => new MemoryMappedDevice(name, WriteDurability.OnFlush, deleteOnClose: deleteOnClose)));

    protected override void Flush(IDevice device) => ((IDurableDevice)device).FlushToDisk();

    protected override bool IsData(string name) => !name.Contains(".sums", StringComparison.Ordinal);
}
