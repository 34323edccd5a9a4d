namespace Recommender.Storage.Store;

/// <summary>What reads the whole log while the store serves: one at a time, because each needs the log's beginning where it was.</summary>
internal sealed class Maintenance : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Sees every key; see <see cref="KeyScan"/>.</summary>
    public void Scan<TVisitor>(KeyValueStore store, scoped ref TVisitor visitor, CancellationToken cancellation)
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

    /// <summary>Runs on a thread of its own what takes long.</summary>
    public async Task RunAsync(Func<Task> work, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
