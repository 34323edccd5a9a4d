using Recommender.Storage.Devices;

namespace Recommender.Storage.Store;

/// <summary>
/// Gives back what deleted keys and replaced values take, and takes their bytes off the disk: moves every value that is its
/// key's newest to the end of the log, takes as many checkpoints as are kept, all of which begin behind the old part, and removes that.
/// </summary>
/// <remarks>
/// <para>A value is moved under its key's lock, so nobody's write is lost; FASTER's own compaction looks first and writes later. Nothing
/// is removed before the list of checkpoints on disk has none that needs it: a crash at any moment leaves one that opens, and what
/// could not be removed any more is removed when the store is opened.</para>
/// <para>And nothing is removed before it is proved that nobody needs it: when all is moved, every key that the store counts is found by
/// its chain in the index, behind the old part.</para>
/// </remarks>
internal static class Compaction
{
    private const int BufferBytes = 4 << 10;   // at first; longer records make it grow

    /// <summary>Bytes after the old part that are nobody's: FASTER rewrites the sector where the log ends, and would bring back what lies there before.</summary>
    private static readonly byte[] Gap = new byte[512];

    public static async Task RunAsync(KeyValueStore store, Func<Task> takeCheckpoint, CancellationToken cancellation)
    {
        var old = LogSnapshot.Take(store.Parts);
        var live = LiveRecords.Find(store.Parts, old, cancellation);
        CheckFreeSpace(store.Parts, live.LogBytes);
        Move(store, old, live, cancellation);
        Prove(store.Parts, old.Until, cancellation);
        store.Parts.Faster.Log.ShiftBeginAddress(old.Until);   // the files keep it until the checkpoints that need it are off the list
        for (var i = 0; i < CheckpointList.Kept; i++) await takeCheckpoint();
    }

    /// <summary>Finds every key behind an address.</summary>
    /// <exception cref="StoreException">One lies before it, or there are more or fewer than the store counts.</exception>
    internal static void Prove(StoreParts parts, long until, CancellationToken cancellation)
    {
        foreach (var address in LiveRecords.Find(parts, LogSnapshot.Take(parts), cancellation).Addresses)
        {
            if (address < until) throw new StoreException($"the value at address {address} of the log '{parts.LogName}' was not moved: nothing was removed");
        }
    }

    /// <summary>Asks for room for what lives, its checksums and one more checkpoint. What others write meanwhile comes on top.</summary>
    private static void CheckFreeSpace(StoreParts parts, long logBytes)
    {
        var needed = logBytes + (logBytes / ChecksummedDevice.BytesPerByteOfSums) + parts.Plan.IndexBytes + (2 * parts.Plan.PageBytes);
        var free = new DriveInfo(parts.Options.Folder).AvailableFreeSpace;
        if (free < needed) throw new StoreException($"a compaction of '{parts.Options.Folder}' needs {needed} bytes of free space, and {free} are available: nothing was changed");
    }

    private static void Move(KeyValueStore store, LogSnapshot old, LiveRecords live, CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        lock (store.Parts.Locks.Of([])) store.Write([], Gap, isNewKey: false);   // no caller's key is empty
        foreach (var address in live.Addresses)
        {
            cancellation.ThrowIfCancellationRequested();
            var record = old.Records.Read(address, ref buffer);
            lock (store.Parts.Locks.Of(record.Key))
            {
                if (store.IsNewest(record.Key, address)) store.Write(record.Key, record.Value, isNewKey: false);
            }

            store.Parts.ThrowIfBroken();
        }
    }
}
