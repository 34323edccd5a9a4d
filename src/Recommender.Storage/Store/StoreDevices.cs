using Recommender.Storage.Devices;

namespace Recommender.Storage.Store;

/// <summary>What a store keeps its files on.</summary>
/// <param name="Log">Makes the device of the log of a name.</param>
/// <param name="CheckpointFile">Makes the device of a file of a checkpoint, which is sealed by a checksum of its own.</param>
internal sealed record StoreDevices(Func<string, ILogDevice> Log, Func<string, IDurableDevice> CheckpointFile)
{
    /// <summary>Mapped files.</summary>
    public static StoreDevices Mapped { get; } = Over(static fileName => new MemoryMappedDevice(fileName, WriteDurability.OnFlush));

    /// <summary>Any devices, with checksums under the log.</summary>
    public static StoreDevices Over(Func<string, IDurableDevice> create) => new(fileName => ChecksummedDevice.Over(fileName, create), create);
}
