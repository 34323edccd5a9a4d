namespace Recommender.Storage.Store;

/// <summary>From the list of checkpoints to a store: the newest that opens.</summary>
internal static class Recovery
{
    /// <summary>Opens a store; those checkpoints that did not open are struck off, because what is written next takes their place in the log.</summary>
    public static KeyValueStore Open(CheckpointList list, Func<KeyValueStore> create)
    {
        var listed = list.Read();
        if (listed.Count == 0)
        {
            var empty = create();
            empty.Clear();
            return empty;
        }

        var failures = new List<Exception>();
        for (var i = 0; i < listed.Count; i++)
        {
            var store = create();
            try
            {
                store.ClearAfter(newest: listed[0]);
                store.RecoverTo(listed[i]);
                if (i > 0) list.Write(listed.Skip(i));
                return store;
            }
            catch (Exception failure)
            {
                failures.Add(failure);
                store.Dispose();
            }
        }

        throw new StoreException(
            $"none of the {listed.Count} checkpoints opens: {string.Join("; ", failures.Select(static failure => failure.Message))}",
            failures[0]);
    }
}
