namespace Recommender.Storage.Store;

/// <summary>What goes through the whole log while the store serves: one at a time, because each needs the log's beginning where it was.</summary>
internal sealed class Maintenance(KeyValueStore store) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Sees every key; see <see cref="KeyScan"/>.</summary>
    public void Scan<TVisitor>(scoped ref TVisitor visitor, CancellationToken cancellation)
        where TVisitor : struct, IEntryVisitor, allows ref struct
    {
        _one.Wait(cancellation);
        try
        {
            KeyScan.Run(store, ref visitor, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Compacts; see <see cref="Compaction"/>.</summary>
    public async Task CompactAsync(Func<Task> takeCheckpoint, Action? rest, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await Compaction.RunAsync(store, takeCheckpoint, new Pauses(rest, cancellation));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
