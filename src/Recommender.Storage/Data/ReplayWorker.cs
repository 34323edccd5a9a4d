using System.Collections.Concurrent;

namespace Recommender.Storage.Data;

/// <summary>Replays the changes of some of the keys, in their order, on a thread of its own. Fed by one thread.</summary>
internal sealed class ReplayWorker : IDisposable
{
    private const int BatchesWaiting = 4;

    private readonly ChangeEffects _effects;
    private readonly BlockingCollection<ReplayBatch> _full = new(BatchesWaiting);
    private readonly ConcurrentQueue<ReplayBatch> _empty = new();
    private readonly Thread _thread;
    private ReplayBatch _filling = new();
    private Exception? _failure;
    private long _skipped;

    public ReplayWorker(ChangeEffects effects)
    {
        _effects = effects;
        _thread = new Thread(Work) { IsBackground = true, Name = "replay" };
        _thread.Start();
    }

    /// <summary>Changes that a checkpoint had already; for after <see cref="Finish"/>.</summary>
    public long Skipped => _skipped;

    /// <summary>Why it has given up; null while all goes well.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Takes a record to be replayed later; waits when the worker is far behind.</summary>
    public void Add(ReadOnlySpan<byte> record, long position, long next)
    {
        if (_filling.TryAdd(record, position, next)) return;
        _full.Add(_filling);
        _filling = _empty.TryDequeue(out var empty) ? empty : new ReplayBatch();
        _filling.TryAdd(record, position, next);
    }

    /// <summary>Returns when everything is replayed, or not to be.</summary>
    public void Finish()
    {
        _full.Add(_filling);
        _full.CompleteAdding();
        _thread.Join();
    }

    public void Dispose() => _full.Dispose();

    private void Work()
    {
        foreach (var batch in _full.GetConsumingEnumerable())
        {
            try
            {
                if (_failure is null) _skipped += batch.Replay(_effects);
            }
            catch (Exception failure)
            {
                Volatile.Write(ref _failure, failure);   // and goes on emptying, so that nobody waits
            }

            batch.Clear();
            _empty.Enqueue(batch);
        }
    }
}
