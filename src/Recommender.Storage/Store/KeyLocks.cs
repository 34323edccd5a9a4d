namespace Recommender.Storage.Store;

/// <summary>
/// A lock for every key, shared by keys of the same hash: whoever writes a key holds its lock, so that what was read under it is
/// still so when it writes. Readers need none. Safe from many threads.
/// </summary>
internal sealed class KeyLocks
{
    private const int Count = 1_024;   // a power of two; writers are as many as processors

    private readonly Lock[] _locks = new Lock[Count];

    public KeyLocks()
    {
        for (var i = 0; i < Count; i++) _locks[i] = new Lock();
    }

    /// <summary>The lock of a key.</summary>
    public Lock Of(ReadOnlySpan<byte> key)
    {
        var hash = default(HashCode);
        hash.AddBytes(key);
        return _locks[hash.ToHashCode() & (Count - 1)];
    }

    /// <summary>Returns when nobody writes, and keeps all from it. Only for a thread that holds none.</summary>
    public void EnterAll()
    {
        foreach (var each in _locks) each.Enter();
    }

    /// <summary>Ends what <see cref="EnterAll"/> began, if this thread did and has not ended it yet.</summary>
    public void ExitAll()
    {
        if (!Array.TrueForAll(_locks, static each => each.IsHeldByCurrentThread)) return;   // who writes holds one
        foreach (var each in _locks) each.Exit();
    }
}
