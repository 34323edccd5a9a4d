using System.Diagnostics;
using Recommender.Storage.Store;

namespace Recommender.Storage.Journaling;

/// <summary>
/// Commits again and again, on a thread of its own, as long as there is something to commit: what is appended while one is
/// under way is the next. The first failure is the last: nothing is acknowledged after it.
/// </summary>
/// <param name="tail">Position after the last record appended.</param>
/// <param name="commit">Makes everything before a position durable.</param>
/// <param name="rest">Called after a pause, with nothing to commit.</param>
/// <param name="interval">How long a record waits when nobody waits for it.</param>
/// <param name="durable">What is durable at the start.</param>
internal sealed class GroupCommit(Func<long> tail, Action<long> commit, Action rest, TimeSpan interval, long durable) : IDisposable
{
    private readonly TimeSpan _pause = interval == Timeout.InfiniteTimeSpan ? interval : TimeSpan.FromMilliseconds(50);
    private readonly Lock _joining = new();
    private readonly ManualResetEventSlim _appended = new(initialState: false, spinCount: 0);   // who spins takes a processor from who would set it
    private readonly ManualResetEventSlim _awaited = new(initialState: false, spinCount: 0);
    private CommitGroup _underWay = new();
    private CommitGroup _next = new();
    private long _durable = durable;
    private StoreException? _failure;
    private TimeSpan _lastTook;
    private Thread? _thread;
    private bool _ends;

    /// <summary>Position up to which everything is on disk.</summary>
    public long Durable => Volatile.Read(ref _durable);

    /// <summary>Why nothing is acknowledged any more; null while all goes well.</summary>
    public StoreException? Failure => Volatile.Read(ref _failure);

    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

    /// <summary>Something was appended.</summary>
    public void Appended() => Signal(_appended);

    /// <summary>Waits until a position that was reached before the call is durable.</summary>
    public ValueTask WaitAsync(long position, CancellationToken cancellation)
    {
        if (Durable >= position) return ValueTask.CompletedTask;
        Task done;
        lock (_joining)
        {
            if (Durable >= position) return ValueTask.CompletedTask;
            if (_failure is { } failure) return ValueTask.FromException(failure);
            var group = position <= _underWay.Until ? _underWay : _next;
            group.Waiters++;
            done = group.Done;
        }

        Signal(_awaited);
        Signal(_appended);
        if (cancellation.IsCancellationRequested) return ValueTask.FromCanceled(cancellation);   // also where the commit has been sooner than this
        return new ValueTask(cancellation.CanBeCanceled ? done.WaitAsync(cancellation) : done);
    }

    /// <summary>Commits what is there and ends.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _ends, true);
        _awaited.Set();
        _appended.Set();
        _thread?.Join();
        _appended.Dispose();
        _awaited.Dispose();
    }

    private static void Signal(ManualResetEventSlim signal)
    {
        Interlocked.MemoryBarrier();   // the thread that turns the signal off sees what was appended, or this sees it turned off
        if (!signal.IsSet) signal.Set();
    }

    private void Run()
    {
        try
        {
            while (!Volatile.Read(ref _ends))
            {
                if (!_appended.Wait(_pause)) rest();
                if (_appended.IsSet) _awaited.Wait(interval);
                Gather();
                _awaited.Reset();
                _appended.Reset();
                CommitOne();
            }

            CommitOne();
            rest();
        }
        catch (Exception failure)
        {
            Fail(failure as StoreException ?? new StoreException($"the journal takes no more records: {failure.Message}", failure));
        }
    }

    /// <summary>
    /// Those whom the last commit has let go come back about now. A commit that begins with the first of them makes the others
    /// wait for two, so it gives them half the time that one takes.
    /// </summary>
    private void Gather()
    {
        var began = Stopwatch.GetTimestamp();
        while (_next.Waiters < _underWay.Waiters && Stopwatch.GetElapsedTime(began) < _lastTook / 2) Thread.Yield();
    }

    private void CommitOne()
    {
        if (tail() == Durable) return;
        var began = Stopwatch.GetTimestamp();
        CommitGroup group;
        lock (_joining)
        {
            group = _next;
            group.Until = tail();
            (_underWay, _next) = (group, new CommitGroup());
        }

        commit(group.Until);
        _lastTook = Stopwatch.GetElapsedTime(began);
        Volatile.Write(ref _durable, group.Until);
        group.Complete();
    }

    private void Fail(StoreException failure)
    {
        lock (_joining)
        {
            Volatile.Write(ref _failure, failure);
            if (!_underWay.Done.IsCompleted) _underWay.Fail(failure);
            _next.Fail(failure);
        }
    }
}
