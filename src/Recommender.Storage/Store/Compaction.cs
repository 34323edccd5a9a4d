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

    /// <summary>Compacts, on a thread of its own as far as it works without end.</summary>
    /// <param name="store">What is compacted.</param>
    /// <param name="takeCheckpoint">Takes a checkpoint of it.</param>
    /// <param name="pauses">Taken between steps until all is moved; nothing is lost by cancelling.</param>
    public static async Task RunAsync(KeyValueStore store, Func<Task> takeCheckpoint, Pauses pauses)
    {
        var until = await BlockingWork.RunAsync("compaction", () => MoveLive(store, pauses));
        store.Parts.Faster.Log.ShiftBeginAddress(until);   // the files keep it until the checkpoints that need it are off the list
        for (var i = 0; i < CheckpointList.Kept; i++) await takeCheckpoint();
    }

    /// <summary>Finds every key behind an address.</summary>
    /// <exception cref="StoreException">One lies before it, or there are more or fewer than the store counts.</exception>
    internal static void Prove(StoreParts parts, long until, Pauses pauses)
    {
        using var now = LogSnapshot.Take(parts, pauses);
        using var live = LiveRecords.Find(parts, now, pauses);
        foreach (var address in live.Addresses)
        {
            if (address < until) throw new StoreException($"the value at address {address} of the log '{parts.LogName}' was not moved: nothing was removed");
        }
    }

    /// <summary>Moves what lives, and proves that it is found behind the old part.</summary>
    /// <returns>The end of the old part, which nobody needs any more.</returns>
    private static long MoveLive(KeyValueStore store, Pauses pauses)
    {
        var until = Move(store, pauses);
        Prove(store.Parts, until, pauses);
        return until;
    }

    private static long Move(KeyValueStore store, Pauses pauses)
    {
        using var old = LogSnapshot.Take(store.Parts, pauses);
        using var live = LiveRecords.Find(store.Parts, old, pauses);
        var room = new CompactionRoom(store.Parts, live.LogBytes);
        var buffer = new byte[BufferBytes];
        lock (store.Parts.Locks.Of([])) store.Write([], Gap, isNewKey: false);   // no caller's key is empty
        foreach (var address in live.Addresses)
        {
            pauses.Step();
            var record = old.Records.Read(address, ref buffer);
            room.Take(record.LogBytes);
            lock (store.Parts.Locks.Of(record.Key))
            {
                if (store.IsNewest(record.Key, address)) store.Write(record.Key, record.Value, isNewKey: false);
            }

            store.Parts.ThrowIfBroken();
        }

        return old.Until;
    }
}
