using Recommender.Storage.Devices;
using Recommender.Storage.Store;

namespace Recommender.Storage.Data;

/// <summary>What a data folder keeps its files on.</summary>
/// <param name="Journal">Makes the device of a file of the journal.</param>
/// <param name="Stores">Those of the stores.</param>
internal sealed record DataDevices(Func<string, IDurableDevice> Journal, StoreDevices Stores)
{
    /// <summary>Mapped files, and threads of their own for the pages of the stores.</summary>
    public static DataDevices Mapped { get; } = new(static fileName => new MemoryMappedDevice(fileName, WriteDurability.OnFlush), StoreDevices.Mapped);

    /// <summary>Any devices; every write is done when the call returns.</summary>
    public static DataDevices Over(Func<string, IDurableDevice> create) => new(create, StoreDevices.Over(create));
}
