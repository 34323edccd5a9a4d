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
        var old = store.TakeSnapshot();
        var live = LiveRecords.Find(old, store.PageBytes, cancellation);
        store.CheckFreeSpace(live.LogBytes);
        Move(store, old, live, cancellation);
        Prove(store, old.Until, cancellation);
        store.ShiftBegin(old.Until);
        for (var i = 0; i < CheckpointList.Kept; i++) await takeCheckpoint();
    }

    private static void Move(KeyValueStore store, LogSnapshot old, LiveRecords live, CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        lock (store.LockOf([])) store.Write([], Gap, isNewKey: false);   // no caller's key is empty
        foreach (var address in live.Addresses)
        {
            cancellation.ThrowIfCancellationRequested();
            var record = old.Records.Read(address, ref buffer);
            lock (store.LockOf(record.Key))
            {
                if (store.IsNewest(record.Key, address)) store.Write(record.Key, record.Value, isNewKey: false);
            }

            store.ThrowIfBroken();
        }
    }

    internal static void Prove(KeyValueStore store, long until, CancellationToken cancellation)
    {
        foreach (var address in LiveRecords.Find(store.TakeSnapshot(), store.PageBytes, cancellation).Addresses)
        {
            if (address < until) throw new StoreException($"the value at address {address} of the log was not moved: nothing was removed");
        }
    }
}
