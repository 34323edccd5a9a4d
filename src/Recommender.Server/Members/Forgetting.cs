using Recommender.Server.Hosting;
using Recommender.Storage.Data;
using Recommender.Storage.Packing;
using Recommender.Storage.Store;

namespace Recommender.Server.Members;

/// <summary>
/// Takes what was deleted off the disk, and what was replaced where it has become much: compacts the stores once the pause is over after a
/// deletion, so that many cost one compaction, and as soon as the log of members has grown too long.
/// </summary>
/// <remarks>
/// One at a time. After each that growth asked for there is a rest as long as it took, a minute at least: it has at most half of the time,
/// however fast the log grows. It rests between small pieces, so that calls hardly meet it.
/// </remarks>
internal sealed class Forgetting : IAsyncDisposable
{
    // Says, through a restart too, that there is something to forget.
    private const string MarkName = "deletions";

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private readonly DataStore _store;
    private readonly ForgettingRules _rules;
    private readonly ILogger<Forgetting> _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ManualResetEventSlim _ends = new();
    private readonly Pace _pace;
    private readonly Lock _marking = new();
    private readonly string _mark;
    private readonly CompactedSize _size;
    private readonly Task _work;
    private bool _deleted;
    private long _bytesThen;
    private long _endedAt;
    private TimeSpan _took;

    /// <summary>Begins.</summary>
    /// <param name="store">What is compacted.</param>
    /// <param name="options">How soon, and from how much.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told when it fails; it is tried again after the rest, or the pause.</param>
    /// <exception cref="IOException">What the last compaction left cannot be read or noted.</exception>
    public Forgetting(DataStore store, ForgettingOptions options, TimeProvider time, ILogger<Forgetting> logger)
    {
        (_store, _rules, _logger, _size) = (store, new ForgettingRules(options), logger, new CompactedSize(store.Folder));
        _bytesThen = _size.ReadOr(store.MemberLogBytes);
        (_time, _endedAt, _pace) = (time, time.GetTimestamp(), new Pace(_ends));
        _mark = Path.Combine(store.Folder, MarkName);
        _deleted = File.Exists(_mark);
        _work = WorkAsync();
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
        _ends.Set();
        await _work;
        _stopping.Dispose();
        _ends.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Tick, _time);
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                if (IsDue()) await CompactAsync();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The end.
        }
    }

    private bool IsDue() => _rules.IsDue(_time.GetElapsedTime(_endedAt), _took, Volatile.Read(ref _deleted), _bytesThen, _store.MemberLogBytes);

    private async Task CompactAsync()
    {
        bool deleted;
        lock (_marking) (deleted, _deleted) = (_deleted, false);
        var began = _time.GetTimestamp();
        try
        {
            _pace.Begin(rests: true);
            await _store.CompactAsync(_pace.Step, _stopping.Token);
            _size.Write(_bytesThen = _store.MemberLogBytes);
            if (deleted) Unmark();
        }
        catch (Exception failure) when (failure is StoreException or InvalidValueException or IOException)
        {
            if (deleted) Volatile.Write(ref _deleted, true);
            MemberLog.CompactionFailed(_logger, failure);
        }

        _endedAt = _time.GetTimestamp();
        _took = _time.GetElapsedTime(began, _endedAt);
    }

    private void Unmark()
    {
        lock (_marking)
        {
            if (!_deleted) File.Delete(_mark);   // else there is something to forget again
        }
    }
}
