namespace Recommender.Storage.Store;

/// <summary>
/// How many keys have a value, now and at a checkpoint. FASTER puts a write into the checkpoint of the version that its session
/// was in; so does this, if it is told while the session is: then no thread is left in a version that is over.
/// </summary>
/// <remarks>Safe from many threads, except that versions are settled one at a time.</remarks>
internal sealed class KeyCount
{
    private readonly long[] _changes = new long[2];   // since the last settlement; of two versions, the one that is ending and the next
    private long _settled;

    /// <summary>Keys that have a value now.</summary>
    public long Now => Volatile.Read(ref _settled) + Volatile.Read(ref _changes[0]) + Volatile.Read(ref _changes[1]);

    /// <summary>Begins with those of a checkpoint.</summary>
    public void Begin(long keys) => _settled = keys;

    /// <summary>A key has got a value (1) or lost it (-1), within a session of that version.</summary>
    public void Add(long version, int change) => Interlocked.Add(ref _changes[version & 1], change);

    /// <summary>Closes a version that no session is in any more.</summary>
    /// <returns>The keys that had a value at its end.</returns>
    public long Settle(long version)
    {
        var change = Interlocked.Exchange(ref _changes[version & 1], 0);
        return Interlocked.Add(ref _settled, change);
    }
}
