namespace Recommender.Storage.Store;

/// <summary>The log of a moment: nothing before its end changes any more.</summary>
/// <param name="Records">What reads it.</param>
/// <param name="Heads">The newest record of each chain of the index, then or a little later, in the order of the log.</param>
/// <param name="Begin">The log's beginning.</param>
/// <param name="Until">The log's end then.</param>
/// <param name="Keys">Keys that had a value then.</param>
internal sealed record LogSnapshot(ColdRecords Records, AddressList Heads, long Begin, long Until, long Keys) : IDisposable
{
    /// <summary>Takes it. Writers wait for a moment, readers do not.</summary>
    /// <param name="parts">The store's.</param>
    /// <param name="pauses">Taken between steps.</param>
    /// <exception cref="StoreException">The disk failed.</exception>
    public static LogSnapshot Take(StoreParts parts, Pauses pauses = default)
    {
        Freeze(parts);   // so that little is left to be frozen while writers wait
        var (until, keys) = FreezeAlone(parts);
        var begin = parts.Faster.Log.BeginAddress;
        var snapshot = new LogSnapshot(parts.Records, new AddressList(), begin, until, keys);
        try
        {
            parts.Index.AddHeads(begin, pauses, snapshot.Heads);
            AddressSort.Sort(snapshot.Heads.Span, begin, parts.Faster.Log.TailAddress, pauses);
            Freeze(parts);   // some of them may have come since
            return snapshot;
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    /// <summary>Begins a walk over the keys that had a value.</summary>
    /// <returns>To be used until the snapshot is disposed of.</returns>
    public ChainWalk Walk(Pauses pauses = default) => new(Records, Heads.Span, Begin, Until, pauses);

    /// <inheritdoc/>
    public void Dispose() => Heads.Dispose();

    /// <summary>Makes all that is in the log unchangeable, and has FASTER hand it to the device.</summary>
    private static void Freeze(StoreParts parts)
    {
        var tail = parts.Faster.Log.TailAddress;
        parts.Faster.Log.ShiftReadOnlyAddress(tail, wait: false);
        while (parts.Index.FlushedUntil < tail) Thread.Sleep(1);   // FASTER would turn round and round, for as long as the disk takes
        parts.ThrowIfBroken();
    }

    /// <summary>Freezes the log at a moment when nobody writes: what lies before its end is in the index then, and counted.</summary>
    private static (long Until, long Keys) FreezeAlone(StoreParts parts)
    {
        parts.Locks.EnterAll();
        try
        {
            var tail = parts.Faster.Log.TailAddress;
            parts.Faster.Log.ShiftReadOnlyAddress(tail, wait: false);
            return (tail, parts.Keys.Now);
        }
        finally
        {
            parts.Locks.ExitAll();
        }
    }
}
