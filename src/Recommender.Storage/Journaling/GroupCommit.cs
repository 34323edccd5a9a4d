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
/// <param name="interval">Least time between the starts of two commits.</param>
/// <param name="durable">What is durable at the start.</param>
internal sealed class GroupCommit(Func<long> tail, Action<long> commit, Action rest, TimeSpan interval, long durable) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Lock _joining = new();
    private readonly ManualResetEventSlim _wanted = new();
    private CommitGroup _underWay = new();
    private CommitGroup _next = new();
    private long _durable = durable;
    private StoreException? _failure;
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
    public void Want()
    {
        Interlocked.MemoryBarrier();   // the tail is seen by the thread that turns the signal off, or this sees it turned off
        if (!_wanted.IsSet) _wanted.Set();
    }

    /// <summary>Waits until a position that was reached before the call is durable.</summary>
    public ValueTask WaitAsync(long position, CancellationToken cancellation)
    {
        if (Durable >= position) return ValueTask.CompletedTask;
        Task done;
        lock (_joining)
        {
            if (Durable >= position) return ValueTask.CompletedTask;
            if (_failure is { } failure) return ValueTask.FromException(failure);
            done = (position <= _underWay.Until ? _underWay : _next).Done;
        }

        return new ValueTask(cancellation.CanBeCanceled ? done.WaitAsync(cancellation) : done);
    }

    /// <summary>Commits what is there and ends.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _ends, true);
        _wanted.Set();
        _thread?.Join();
        _wanted.Dispose();
    }

    private void Run()
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                if (!_wanted.Wait(Pause)) rest();
                _wanted.Reset();
                var ends = Volatile.Read(ref _ends);
                if (tail() > Durable)
                {
                    if (!ends && interval > Stopwatch.GetElapsedTime(started)) Thread.Sleep(interval - Stopwatch.GetElapsedTime(started));
                    started = Stopwatch.GetTimestamp();
                    CommitOne();
                }

                if (!ends) continue;
                rest();
                return;
            }
        }
        catch (Exception failure)
        {
            Fail(failure as StoreException ?? new StoreException($"the journal takes no more records: {failure.Message}", failure));
        }
    }

    private void CommitOne()
    {
        CommitGroup group;
        lock (_joining)
        {
            group = _next;
            group.Until = tail();
            (_underWay, _next) = (group, new CommitGroup());
        }

        commit(group.Until);
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
