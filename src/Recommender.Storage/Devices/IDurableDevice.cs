using FASTER.core;

namespace Recommender.Storage.Devices;

/// <summary>A device that can be asked to make durable what it has taken, and that remembers what went wrong.</summary>
internal interface IDurableDevice : IDevice
{
    /// <summary>Returns when every write whose callback was called before, and every segment created by one, is on disk.</summary>
    /// <exception cref="IOException">The disk refused, now or at any time before: nothing more of this device may be acknowledged.</exception>
    void FlushToDisk();

    /// <summary>
    /// Reads so far that gave an error or not a single byte. FASTER parses the bytes of a record whatever the code says, so its
    /// caller compares this number before and after.
    /// </summary>
    long FailedReads { get; }

    /// <summary>The latest failure, of any operation; null while there was none.</summary>
    DeviceFault? LastFault { get; }
}
