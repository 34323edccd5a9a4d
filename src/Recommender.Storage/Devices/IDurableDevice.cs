using FASTER.core;

namespace Recommender.Storage.Devices;

/// <summary>A device that can be asked to make durable what it has taken, and that remembers what went wrong.</summary>
internal interface IDurableDevice : IDevice
{
    /// <summary>Returns when every write whose callback was called before, and every segment created by one, is on disk.</summary>
    /// <exception cref="IOException">The disk refused, now or at any time before: nothing more of this device may be acknowledged.</exception>
    void FlushToDisk();

    /// <summary>Reads on the calling thread.</summary>
    /// <returns>What the callback of a read would have been told.</returns>
    (uint Code, uint Bytes) ReadNow(int segment, long offset, Span<byte> into);

    /// <summary>Writes on the calling thread.</summary>
    /// <returns>What the callback of a write would have been told.</returns>
    (uint Code, uint Bytes) WriteNow(int segment, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Has the disk begin with bytes that were written: a flush then finds little left. Advice, and nothing is durable by it. What the disk
    /// refuses fails every later write and flush. Waits where the disk has much to do, so it is not for a thread that serves.
    /// </summary>
    /// <returns>The code of what the disk refused; 0 where it took all, and where there is no such advice.</returns>
    uint BeginWriteback(int segment, long offset, long bytes) => 0;

    /// <summary>Waits until the disk has bytes that were written.</summary>
    /// <inheritdoc cref="BeginWriteback" path="/returns"/>
    uint AwaitWriteback(int segment, long offset, long bytes) => 0;

    /// <summary>Removes all bytes from an address on, a multiple of the sector. Nobody may read or write meanwhile.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    void CutAt(long address);

    /// <summary>Gives back all bytes before an address, a multiple of the sector, which nobody reads any more: files and the beginning of one.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    void RemoveBefore(long address);

    /// <summary>
    /// Reads so far that gave an error or not a single byte. FASTER parses the bytes of a record whatever the code says, so its
    /// caller compares this number before and after.
    /// </summary>
    long FailedReads { get; }

    /// <summary>The latest failure, of any operation; null while there was none.</summary>
    DeviceFault? LastFault { get; }
}
