namespace Recommender.Storage.Store;

/// <summary>
/// Gives back what deleted keys and replaced values take, and takes their bytes off the disk: moves every value that is its
/// key's newest to the end of the log, takes as many checkpoints as are kept, all of which begin behind the old part, and removes that.
/// </summary>
/// <remarks>
/// A value is moved under its key's lock, so nobody's write is lost; FASTER's own compaction looks first and writes later. Nothing
/// is removed before the list of checkpoints on disk has none that needs it: a crash at any moment leaves one that opens, and what
/// could not be removed any more is removed when the store is opened.
/// </remarks>
internal static class Compaction
{
    /// <summary>Bytes after the old part that are nobody's: FASTER rewrites the sector where the log ends, and would bring back what lies there before.</summary>
    private static readonly byte[] Gap = new byte[512];

    public static async Task RunAsync(KeyValueStore store, Func<Task> takeCheckpoint, CancellationToken cancellation)
    {
        var until = store.Freeze();
        Move(store, until, cancellation);
        store.ShiftBegin(until);
        for (var i = 0; i < CheckpointList.Kept; i++) await takeCheckpoint();
    }

    private static void Move(KeyValueStore store, long until, CancellationToken cancellation)
    {
        var walk = store.Walk(until);
        var nothing = default(NoReader);
        lock (store.LockOf([])) store.Write([], Gap, isNewKey: false);   // no caller's key is empty
        while (walk.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            if (walk.IsTombstone) continue;
            lock (store.LockOf(walk.Key))
            {
                if (store.TryRead(walk.Key, ref nothing, out var newest) && newest == walk.Address) store.Write(walk.Key, walk.Value, isNewKey: false);
            }

            store.ThrowIfBroken();
        }
    }
}
