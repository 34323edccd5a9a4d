namespace Recommender.Storage.Store;

/// <summary>The records that a compaction keeps: those that had their keys' values at one moment. Counted, and held against what the store counts.</summary>
internal sealed class LiveRecords : IDisposable
{
    private readonly AddressList _addresses = new();

    private LiveRecords() { }

    /// <summary>Where they are.</summary>
    public ReadOnlySpan<long> Addresses => _addresses.Span;

    /// <summary>Bytes of the log that they take when they are written one after the other.</summary>
    public long LogBytes { get; private set; }

    /// <summary>Finds them.</summary>
    /// <param name="parts">The store's, for the layout of the log.</param>
    /// <param name="snapshot">The moment.</param>
    /// <param name="pauses">Taken between steps.</param>
    /// <exception cref="StoreException">There are more or fewer than the store counts: something is wrong with the index, the log or the count.</exception>
    public static LiveRecords Find(StoreParts parts, LogSnapshot snapshot, Pauses pauses)
    {
        var found = new LiveRecords();
        try
        {
            for (var walk = snapshot.Walk(pauses); walk.Next();) found.Add(walk.Address, walk.Record.LogBytes, parts.Plan.PageBytes);

            return found._addresses.Count == snapshot.Keys
                ? found
                : throw new StoreException($"the index of '{parts.Options.Folder}' leads to {found._addresses.Count} keys that have a value and the store counts {snapshot.Keys}: nothing was removed");
        }
        catch
        {
            found.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _addresses.Dispose();

    private void Add(long address, int bytes, long pageBytes)
    {
        _addresses.Add(address);
        var left = pageBytes - (LogBytes % pageBytes);
        LogBytes += bytes > left ? left + bytes : bytes;
    }
}
