namespace Recommender.Storage.Store;

/// <summary>
/// Sees every key and its value, in no particular order, while the store serves. A key that has a value all the time is seen
/// once, with a value that it had at some moment of the scan; one that loses its value meanwhile, once or not at all; one that gets
/// its first value meanwhile, not at all; none twice.
/// </summary>
internal static class KeyScan
{
    public static void Run<TVisitor>(KeyValueStore store, scoped ref TVisitor visitor, CancellationToken cancellation)
        where TVisitor : struct, IEntryVisitor, allows ref struct
    {
        var pauses = new Pauses(rest: null, cancellation);
        using var snapshot = LogSnapshot.Take(store.Parts, pauses);
        var walk = snapshot.Walk(pauses);
        var buffer = store.RentBuffer();
        try
        {
            while (walk.Next())
            {
                var key = walk.Record.Key;
                var value = walk.Record.Value;
                if (store.Parts.Index.Find(key) != walk.Address)   // there is a newer record on its chain, perhaps its own
                {
                    var copy = new ValueCopy(buffer);
                    if (!store.TryRead(key, ref copy)) continue;
                    value = buffer.AsSpan(0, copy.Length);
                }

                if (!visitor.Visit(key, value)) return;
            }
        }
        finally
        {
            store.ReturnBuffer(buffer);
        }
    }
}
