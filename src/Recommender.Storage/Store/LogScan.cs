namespace Recommender.Storage.Store;

/// <summary>
/// Sees every key and its value, in no particular order, while the store serves. A key that has a value all the time is seen
/// once, with a value that it had at some moment of the scan; one that gets its first value or loses its value meanwhile, once or
/// not at all; none twice.
/// </summary>
/// <remarks>
/// Walks the records written before it began. A record counts if it is its key's newest. If the newest was written since, the walk
/// will not get there: then the key is seen with it when its first older record comes by, and remembered, so that others do not
/// count. Memory grows with the keys that are written during the scan.
/// </remarks>
internal static class LogScan
{
    public static void Run<TVisitor>(KeyValueStore store, scoped ref TVisitor visitor, CancellationToken cancellation)
        where TVisitor : struct, IEntryVisitor, allows ref struct
    {
        var until = store.Freeze();
        var walk = store.Walk(until);
        var seen = new HashSet<byte[]>(BytesComparer.Instance);
        var buffer = store.RentBuffer();
        try
        {
            while (walk.Next())
            {
                cancellation.ThrowIfCancellationRequested();
                if (walk.IsTombstone) continue;
                var copy = new ValueCopy(buffer);
                if (!store.TryRead(walk.Key, ref copy, out var newest)) continue;
                if (newest != walk.Address && (newest < until || !seen.Add(walk.Key.ToArray()))) continue;
                if (!visitor.Visit(walk.Key, buffer.AsSpan(0, copy.Length))) return;
            }
        }
        finally
        {
            store.ReturnBuffer(buffer);
        }
    }
}
