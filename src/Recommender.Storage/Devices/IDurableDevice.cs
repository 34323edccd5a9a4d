using FASTER.core;

namespace Recommender.Storage.Devices;

/// <summary>A device that can be asked to make durable what it has taken.</summary>
internal interface IDurableDevice : IDevice
{
    /// <summary>Returns when every write whose callback was called before, and every segment created by one, is on disk.</summary>
    /// <exception cref="IOException">The disk refused, now or at any time before: nothing more of this device may be acknowledged.</exception>
    void FlushToDisk();
}
