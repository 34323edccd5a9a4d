using FASTER.core;

namespace Recommender.Storage.Store;

/// <summary>
/// A lock for every key, shared by all keys of a bucket of FASTER's index: whoever writes a key holds its lock, so that what was
/// read under it is still so when it writes. Readers need none. Safe from many threads.
/// </summary>
/// <remarks>No two writers meet in a bucket, so FASTER gives up no record that it has allocated because another came first.</remarks>
internal sealed unsafe class KeyLocks
{
    private const int Most = 1_024;   // writers are as many as processors

    private readonly Lock[] _locks;

    /// <summary>Makes them.</summary>
    /// <param name="buckets">Of the index, a power of two.</param>
    public KeyLocks(long buckets) => _locks = [.. Enumerable.Range(0, (int)Math.Min(buckets, Most)).Select(static _ => new Lock())];

    /// <summary>The lock of a key.</summary>
    public Lock Of(ReadOnlySpan<byte> key)
    {
        fixed (byte* bytes = key)
        {
            var hashed = SpanByte.FromPointer(bytes, key.Length);
            return _locks[SpanByteComparer.StaticGetHashCode64(ref hashed) & (_locks.Length - 1)];   // FASTER takes the lowest bits too
        }
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
