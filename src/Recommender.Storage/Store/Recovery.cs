namespace Recommender.Storage.Store;

/// <summary>From the list of checkpoints to the parts of a store: the newest that opens.</summary>
internal static class Recovery
{
    /// <summary>Opens them; those checkpoints that did not open are struck off, because what is written next takes their place in the log.</summary>
    public static StoreParts Open(CheckpointList list, Func<StoreParts> create)
    {
        var listed = list.Read();
        if (listed.Count == 0)
        {
            var empty = create();
            new LogRecovery(empty).Clear();
            return empty;
        }

        if (listed.Any(static entry => entry.TailBytes is null)) listed = Complete(list, listed, create);

        var failures = new List<Exception>();
        for (var i = 0; i < listed.Count; i++)
        {
            var parts = create();
            var recovery = new LogRecovery(parts);
            try
            {
                if (i == 0)
                {
                    recovery.RestoreLog(newest: listed[0]);
                    recovery.RemoveBefore(listed.Min(static entry => entry.Begin));   // a crash may have come in between
                }

                recovery.RecoverTo(listed[i]);
                if (i == 0) return parts;

                recovery.FallBackTo(listed[i]);
                list.Write(listed.Skip(i));
                return parts;
            }
            catch (Exception failure)
            {
                failures.Add(failure);
                parts.Dispose();
            }
        }

        throw new StoreException(
            $"none of the {listed.Count} checkpoints opens: {string.Join("; ", failures.Select(static failure => failure.Message))}",
            failures[0]);
    }

    /// <summary>Brings a list of version 1 and its log up to what the current version has.</summary>
    private static IReadOnlyList<CheckpointEntry> Complete(CheckpointList list, IReadOnlyList<CheckpointEntry> listed, Func<StoreParts> create)
    {
        using var parts = create();
        var complete = new LogRecovery(parts).AddSums(listed);
        list.Write(complete);
        return complete;
    }
}
