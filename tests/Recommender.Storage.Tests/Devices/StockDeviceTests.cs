using FASTER.core;

namespace Recommender.Storage.Tests.Devices;

/// <summary>FASTER's own device on this system: if it failed the contract, the contract would be wrong.</summary>
public sealed class StockDeviceTests : DeviceContract
{
    protected override IDevice Create(string fileName, bool deleteOnClose) =>
        FASTER.core.Devices.CreateLogDevice(fileName, deleteOnClose: deleteOnClose);
}
