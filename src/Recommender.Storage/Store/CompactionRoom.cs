using Recommender.Storage.Devices;

namespace Recommender.Storage.Store;

/// <summary>
/// Whether the disk has room for what a compaction moves: asked for before anything is moved, and again and again while others write.
/// A disk that becomes full would end all writing; a compaction that gives up costs nothing but its time. One thread at a time.
/// </summary>
internal sealed class CompactionRoom
{
    private const long AskEvery = 4 << 20;

    private readonly StoreParts _parts;
    private long _left;
    private long _untilAsked = AskEvery;

    /// <summary>Asks for room for what lives, its checksums and one more checkpoint. What others write meanwhile comes on top.</summary>
    /// <param name="parts">The store's.</param>
    /// <param name="logBytes">Bytes of the log that are to be moved.</param>
    /// <exception cref="StoreException">There is not as much.</exception>
    public CompactionRoom(StoreParts parts, long logBytes)
    {
        (_parts, _left) = (parts, logBytes);
        Ask("nothing was changed");
    }

    /// <summary>Some of it is about to be moved.</summary>
    /// <exception cref="StoreException">There is no room for the rest any more.</exception>
    public void Take(int logBytes)
    {
        _left = Math.Max(0, _left - logBytes);
        if ((_untilAsked -= logBytes) > 0) return;
        _untilAsked = AskEvery;
        Ask("nothing was removed");
    }

    private void Ask(string state)
    {
        var needed = _left + (_left / ChecksummedDevice.BytesPerByteOfSums) + _parts.Plan.IndexBytes + (2 * _parts.Plan.PageBytes);
        var free = new DriveInfo(_parts.Options.Folder).AvailableFreeSpace;
        if (free < needed) throw new StoreException($"a compaction of '{_parts.Options.Folder}' needs {needed} bytes of free space, and {free} are available: {state}");
    }
}
