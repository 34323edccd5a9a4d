using Recommender.Storage.Data;
using Recommender.Storage.Packing;
using Recommender.Storage.Store;

namespace Recommender.Server.Members;

/// <summary>
/// Takes what was deleted off the disk, and what was replaced where it has become much: compacts the stores a while after a deletion, or
/// when the log of members has doubled since, one at a time and never more often than the pause.
/// </summary>
internal sealed class Forgetting : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private readonly DataStore _store;
    private readonly TimeSpan _pause;
    private readonly long _spareBytes;
    private readonly ILogger<Forgetting> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;
    private int _deleted;
    private long _bytesThen;

    /// <summary>Begins.</summary>
    /// <param name="store">What is compacted.</param>
    /// <param name="options">How soon, and from how much.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told when it fails; it is tried again after the pause.</param>
    public Forgetting(DataStore store, ForgettingOptions options, TimeProvider time, ILogger<Forgetting> logger)
    {
        (_store, _pause, _spareBytes, _logger, _bytesThen) = (store, TimeSpan.FromMinutes(options.PauseMinutes), options.SpareBytes, logger, store.MemberLogBytes);
        _work = Task.Run(() => WorkAsync(time));
    }

    /// <summary>Somebody was deleted.</summary>
    public void Deleted() => Volatile.Write(ref _deleted, 1);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _work;
        _stopping.Dispose();
    }

    private async Task WorkAsync(TimeProvider time)
    {
        try
        {
            using var timer = new PeriodicTimer(Tick < _pause ? Tick : _pause, time);
            var last = time.GetTimestamp();
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                if (time.GetElapsedTime(last) < _pause || !IsDue()) continue;
                await CompactAsync();
                last = time.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The end.
        }
    }

    private bool IsDue() => Volatile.Read(ref _deleted) != 0 || _store.MemberLogBytes > (2 * Volatile.Read(ref _bytesThen)) + _spareBytes;

    private async Task CompactAsync()
    {
        var deleted = Interlocked.Exchange(ref _deleted, 0);
        try
        {
            await _store.CompactAsync(_stopping.Token);
            Volatile.Write(ref _bytesThen, _store.MemberLogBytes);
        }
        catch (Exception failure) when (failure is StoreException or InvalidValueException)
        {
            if (deleted != 0) Deleted();
            MemberLog.CompactionFailed(_logger, failure);
        }
    }
}
