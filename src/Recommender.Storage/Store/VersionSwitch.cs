using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>
/// Begins FASTER's checkpoints at a moment when nobody writes: every write is of the version that ends or of the next as a whole,
/// and the log agrees with the count of keys. Readers go on; writers wait for the index to be copied and for reads under way.
/// </summary>
/// <remarks>
/// FASTER alone loses sight of a writer that waits for a free page of the log: it lets go of the epoch, the version ends without
/// it, and when it goes on it still believes in the old version. Its record then lies behind the end of the checkpoint that
/// it says it is in, or carries the mark of a phase that is over, for which recovery undoes it.
/// </remarks>
internal sealed class VersionSwitch : IStateMachineCallback
{
    private readonly FasterKV<SpanByte, SpanByte> _store;
    private readonly SessionPool _sessions;
    private readonly KeyLocks _locks;

    /// <summary>Only for a store that nobody uses yet.</summary>
    /// <param name="store">The store.</param>
    /// <param name="sessions">Its sessions.</param>
    /// <param name="locks">Whoever writes holds one.</param>
    public VersionSwitch(FasterKV<SpanByte, SpanByte> store, SessionPool sessions, KeyLocks locks)
    {
        (_store, _sessions, _locks) = (store, sessions, locks);
        store.UnsafeRegisterCallback(this);
    }

    /// <summary>Begins a checkpoint and brings it to where all that is written belongs to the next version.</summary>
    /// <returns>The checkpoint, to be completed.</returns>
    public Guid Begin()
    {
        var session = _sessions.Rent();
        var ending = _store.SystemState.Version;
        _locks.EnterAll();
        try
        {
            if (!_store.TryInitiateFullCheckpoint(out var token, CheckpointType.FoldOver)) throw new InvalidOperationException("FASTER is busy with an operation of its own");
            var waiting = default(SpinWait);
            while (_store.SystemState.Version == ending)
            {
                session.Refresh();
                waiting.SpinOnce(sleep1Threshold: -1);
            }

            return token;
        }
        finally
        {
            _locks.ExitAll();
            _sessions.Return(session);
        }
    }

    /// <summary>Lets the writers go on as soon as they may: FASTER's next phases write the log, often on this thread.</summary>
    void IStateMachineCallback.BeforeEnteringState<TKey, TValue>(SystemState next, FasterKV<TKey, TValue> faster)
    {
        if (next.Phase == Phase.WAIT_INDEX_CHECKPOINT) _locks.ExitAll();
    }
}
