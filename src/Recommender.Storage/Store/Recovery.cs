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

        if (listed.Any(static entry => entry.TailBytes is null)) listed = Complete(list, listed, create);

        var failures = new List<Exception>();
        for (var i = 0; i < listed.Count; i++)
        {
            var store = create();
            try
            {
                if (i == 0)
                {
                    store.RestoreLog(newest: listed[0]);
                    store.RemoveBefore(listed.Min(static entry => entry.Begin));   // a crash may have come in between
                }

                store.RecoverTo(listed[i]);
                if (i == 0) return store;

                store.FallBackTo(listed[i]);
                list.Write(listed.Skip(i));
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

    /// <summary>Brings a list of version 1 and its log up to what the current version has.</summary>
    private static IReadOnlyList<CheckpointEntry> Complete(CheckpointList list, IReadOnlyList<CheckpointEntry> listed, Func<KeyValueStore> create)
    {
        using var store = create();
        var complete = store.AddSums(listed);
        list.Write(complete);
        return complete;
    }
}
