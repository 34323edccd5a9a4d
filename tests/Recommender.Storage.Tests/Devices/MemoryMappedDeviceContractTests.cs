using FASTER.core;
using Recommender.Storage.Devices;

namespace Recommender.Storage.Tests.Devices;

public sealed class DurableWritesDeviceTests : DeviceContract
{
    protected override IDevice Create(string fileName, bool deleteOnClose) =>
        new MemoryMappedDevice(fileName, WriteDurability.BeforeCallback, deleteOnClose: deleteOnClose);
}

public sealed class FlushedDeviceTests : DeviceContract
{
    protected override IDevice Create(string fileName, bool deleteOnClose) =>
        new MemoryMappedDevice(fileName, WriteDurability.OnFlush, deleteOnClose: deleteOnClose);

    protected override void Flush(IDevice device) => ((IDurableDevice)device).FlushToDisk();
}

public sealed class CopiedWritesContractTests : DeviceContract
{
    protected override IDevice Create(string fileName, bool deleteOnClose) =>
        new CopiedWrites(new MemoryMappedDevice(fileName, WriteDurability.OnFlush, deleteOnClose: deleteOnClose));

    protected override void Flush(IDevice device) => ((IDurableDevice)device).FlushToDisk();
}
