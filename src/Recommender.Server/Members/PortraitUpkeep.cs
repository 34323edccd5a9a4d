using Recommender.Ranking.Members;
using Recommender.Server.Generations;
using Recommender.Server.Hosting;
using Recommender.Storage.Data;
using Recommender.Storage.Members;
using Recommender.Storage.Store;

namespace Recommender.Server.Members;

/// <summary>
/// Keeps what portraits derive from the rest of them up to date: writes back what pages had to derive, and after a change of the model
/// derives anew for every member. What finds no place in its queue is let go: the next page derives it again.
/// </summary>
/// <remarks>
/// Its thread is lighter than those of calls and rests after every member; it is not of the lowest priority: put aside while it held what
/// pages need for a moment, a lock of the queue or of the memory manager, it would make them wait until the processors are idle.
/// </remarks>
internal sealed class PortraitUpkeep : IAsyncDisposable
{
    private const int Places = 1_024;
    private const int AtOnce = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(2);   // some twenty times what a member takes

    private readonly DataStore _store;
    private readonly CurrentGeneration _current;
    private readonly ILogger<PortraitUpkeep> _logger;
    private readonly BoundedQueue<DerivedPortrait> _waiting = new(Places);
    private readonly BoundedStack<DerivedPortrait> _idle = new(Places);
    private readonly DerivedPortrait[] _taken = new DerivedPortrait[AtOnce];
    private readonly ManualResetEventSlim _any = new(initialState: false, spinCount: 0);   // who spins takes a processor from calls
    private readonly CancellationTokenSource _stopping = new();
    private readonly MemberProfile _profile = new();
    private Task<bool>? _work;
    private long _paintedModel;
    private long _dropped;

    /// <summary>Makes one that has not begun.</summary>
    public PortraitUpkeep(DataStore store, CurrentGeneration current, ILogger<PortraitUpkeep> logger)
    {
        (_store, _current, _logger) = (store, current, logger);
        _paintedModel = current.Served.Ranking.ModelVersion;   // what is of an earlier one is painted when its page is asked for
    }

    /// <summary>How often all members choose titles with each tag.</summary>
    public CurrentTagUsage Usage { get; } = new();

    /// <summary>What found no place.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Begins.</summary>
    /// <param name="members">Derives for a member that is read, and offers it here.</param>
    public void Start(IMemberReader members) => _work = OwnThread.RunAsync(() => Work(members), "portraits");

    /// <summary>Takes what was derived for a member, to write it back; or not.</summary>
    /// <inheritdoc cref="DerivedPortrait.Set" path="/param"/>
    public void Offer(ReadOnlySpan<byte> id, long asOf, ServedGeneration served, TagUsage usage, MemberProfile profile)
    {
        if (!_stopping.IsCancellationRequested && !_waiting.IsFull)
        {
            var derived = _idle.Pop() ?? new DerivedPortrait();
            derived.Set(id, asOf, served, usage, profile);
            if (_waiting.TryAdd(derived))
            {
                _any.Set();
                return;
            }

            _idle.TryPush(derived);
        }

        Interlocked.Increment(ref _dropped);
    }

    /// <summary>Ends the work; what waits is let go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_work is not null) await ((Task)_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _any.Dispose();
        _stopping.Dispose();
    }

    private bool Work(IMemberReader members)
    {
        ThreadWeight.Lighten();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Usage.Of(_current.Served);
                if (_any.Wait(Pause, _stopping.Token)) WriteWaiting();
                else if (_current.Served.Ranking.ModelVersion != _paintedModel) PaintAll(members);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (StoreException failure)
            {
                // Portraits are as they were; pages derive what they need.
                MemberLog.UpkeepFailed(_logger, failure);
                _stopping.Token.WaitHandle.WaitOne(Pause);
            }
        }

        return true;
    }

    private void WriteWaiting()
    {
        _any.Reset();   // what comes from here on sets it again
        while (_waiting.Take(_taken) is var count && count > 0)
        {
            foreach (var derived in _taken.AsSpan(0, count)) Write(derived);
        }
    }

    private void Write(DerivedPortrait derived)
    {
        try
        {
            _store.TryDeriveMember(derived.Id, derived.AsOf, derived);
        }
        finally
        {
            _idle.TryPush(derived);
        }
    }

    private void PaintAll(IMemberReader members)
    {
        var model = _current.Served.Ranking.ModelVersion;
        var scan = new Scan(this, members, model);
        _store.Members.Scan(ref scan, _stopping.Token);
        _paintedModel = model;
    }

    private void Paint(ReadOnlySpan<byte> id, IMemberReader members)
    {
        var served = _current.Served;
        Usage.Of(served);   // without it, nothing is offered
        members.Read(id, served, 0, _profile);
        WriteWaiting();
        _stopping.Token.WaitHandle.WaitOne(Rest);
    }

    private readonly struct Scan(PortraitUpkeep upkeep, IMemberReader members, long model) : IMemberScanner
    {
        public bool Visit(ReadOnlySpan<byte> id, PortraitReader portrait)
        {
            upkeep._stopping.Token.ThrowIfCancellationRequested();
            if (portrait.ModelVersion != model) upkeep.Paint(id, members);
            return upkeep._current.Served.Ranking.ModelVersion == model;
        }
    }
}
