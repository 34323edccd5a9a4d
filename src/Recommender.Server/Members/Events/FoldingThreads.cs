using Recommender.Server.Hosting;

namespace Recommender.Server.Members.Events;

/// <summary>
/// Threads that fold events in, apart from those that make pages: a batch takes milliseconds, or waits for the disk where members are
/// cold, and pages would wait behind it. They yield to calls where both want a processor. Safe from many threads.
/// </summary>
internal sealed class FoldingThreads : IDisposable
{
    private readonly Queue<Action> _waiting = new();
    private readonly Thread[] _threads;
    private bool _ended;

    /// <summary>Starts them: as many as make pages, because each may wait for the disk.</summary>
    public FoldingThreads()
    {
        _threads = [.. Enumerable.Range(0, CallThreads.Usual).Select(_ => new Thread(Work) { IsBackground = true, Name = "events" })];
        foreach (var thread in _threads) thread.Start();
    }

    /// <summary>Has work done, in turn.</summary>
    /// <returns>Ends when it is done, with what it threw.</returns>
    /// <exception cref="ObjectDisposedException">The threads have ended.</exception>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            _waiting.Enqueue(() => Run(work, result));
            Monitor.Pulse(_waiting);
        }

        return result.Task;
    }

    /// <summary>Has what waits done, and ends the threads.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _ended = true;
            Monitor.PulseAll(_waiting);
        }

        foreach (var thread in _threads) thread.Join();
    }

    private void Work()
    {
        ThreadWeight.Lighten();
        while (Next() is { } work) work();
    }

    private Action? Next()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_ended) Monitor.Wait(_waiting);
            return _waiting.TryDequeue(out var work) ? work : null;
        }
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(work());
        }
        catch (Exception failure)
        {
            result.SetException(failure);
        }
    }
}
