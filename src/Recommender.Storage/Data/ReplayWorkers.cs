using System.Runtime.ExceptionServices;
using Recommender.Numerics.Files;

namespace Recommender.Storage.Data;

/// <summary>Workers, each with keys of its own; or none, and then everything is done at once on the calling thread.</summary>
internal sealed class ReplayWorkers(ChangeEffects effects, int threads) : IDisposable
{
    private readonly ReplayWorker[] _workers = threads == 1 ? [] : [.. Enumerable.Range(0, threads).Select(_ => new ReplayWorker(effects))];
    private long _skipped;
    private bool _finished;

    /// <summary>Changes that a checkpoint had already; for after <see cref="Finish"/>.</summary>
    public long Skipped => _skipped + _workers.Sum(static worker => worker.Skipped);

    /// <summary>Replays a record, now or later.</summary>
    /// <exception cref="Exception">This one or an earlier one cannot be replayed.</exception>
    public void Add(ReadOnlySpan<byte> record, long position, long next)
    {
        if (_workers.Length == 0)
        {
            if (!effects.Replay(record, position, next)) _skipped++;
            return;
        }

        var worker = _workers[(int)(Crc32C.Of(Change.IdOf(record)) % (uint)_workers.Length)];
        if (worker.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        worker.Add(record, position, next);
    }

    /// <summary>Returns when everything is replayed.</summary>
    /// <exception cref="Exception">Something cannot be replayed.</exception>
    public void Finish()
    {
        Stop();
        foreach (var worker in _workers)
        {
            if (worker.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Ends the threads, whatever was done: they use the stores.</summary>
    public void Dispose()
    {
        Stop();
        foreach (var worker in _workers) worker.Dispose();
    }

    private void Stop()
    {
        if (_finished) return;
        _finished = true;
        foreach (var worker in _workers) worker.Finish();
    }
}
