using Recommender.Storage.Devices;

namespace Recommender.Storage.Store;

/// <summary>What a store keeps its files on.</summary>
/// <param name="Log">Makes the device of the log of a name.</param>
/// <param name="CheckpointFile">Makes the device of a file of a checkpoint, which is sealed by a checksum of its own.</param>
internal sealed record StoreDevices(Func<string, ILogDevice> Log, Func<string, IDurableDevice> CheckpointFile)
{
    /// <summary>Whether FASTER reads the log by itself, for a device that only reads with a callback.</summary>
    public bool ReadsByFaster { get; init; }

    /// <summary>Mapped files, with checksums under the log, whose pages are written by a thread of its own; files of checkpoints are written from copies.</summary>
    public static StoreDevices Mapped { get; } = new(
        static fileName => new QueuedWrites(ChecksummedDevice.Over(fileName, MappedFile)),
        static fileName => new CopiedWrites(MappedFile(fileName)));

    /// <summary>Any devices, with checksums under the log; every write is done when the call returns.</summary>
    public static StoreDevices Over(Func<string, IDurableDevice> create) => new(fileName => ChecksummedDevice.Over(fileName, create), create);

    private static MemoryMappedDevice MappedFile(string fileName) => new(fileName, WriteDurability.OnFlush);
}
