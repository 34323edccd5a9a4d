using Recommender.Server.Hosting;
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
    // Says, through a restart too, that there is something to forget.
    private const string MarkName = "deletions";

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private readonly DataStore _store;
    private readonly TimeSpan _pause;
    private readonly long _spareBytes;
    private readonly ILogger<Forgetting> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _marking = new();
    private readonly string _mark;
    private readonly Task _work;
    private bool _deleted;
    private long _bytesThen;

    /// <summary>Begins.</summary>
    /// <param name="store">What is compacted.</param>
    /// <param name="options">How soon, and from how much.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told when it fails; it is tried again after the pause.</param>
    public Forgetting(DataStore store, ForgettingOptions options, TimeProvider time, ILogger<Forgetting> logger)
    {
        (_store, _pause, _spareBytes, _logger, _bytesThen) = (store, TimeSpan.FromMinutes(options.PauseMinutes), options.SpareBytes, logger, store.MemberLogBytes);
        _mark = Path.Combine(store.Folder, MarkName);
        _deleted = File.Exists(_mark);
        _work = WorkAsync(time);
    }

    /// <summary>Somebody was deleted; for before that is acknowledged.</summary>
    /// <exception cref="IOException">It cannot be noted on the disk.</exception>
    public void Deleted()
    {
        lock (_marking)
        {
            if (!File.Exists(_mark)) File.WriteAllBytes(_mark, []);
            _deleted = true;
        }
    }

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

    private bool IsDue() => Volatile.Read(ref _deleted) || _store.MemberLogBytes > (2 * Volatile.Read(ref _bytesThen)) + _spareBytes;

    private async Task CompactAsync()
    {
        bool deleted;
        lock (_marking) (deleted, _deleted) = (_deleted, false);
        try
        {
            await await OwnThread.RunAsync(() => _store.CompactAsync(_stopping.Token), "compaction");   // moves all members that live before there is anything to wait for
            Volatile.Write(ref _bytesThen, _store.MemberLogBytes);
            if (deleted) Unmark();
        }
        catch (Exception failure) when (failure is StoreException or InvalidValueException or IOException)
        {
            if (deleted) Volatile.Write(ref _deleted, true);
            MemberLog.CompactionFailed(_logger, failure);
        }
    }

    private void Unmark()
    {
        lock (_marking)
        {
            if (!_deleted) File.Delete(_mark);   // else there is something to forget again
        }
    }
}
