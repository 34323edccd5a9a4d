namespace Recommender.TestKit.Hosting;

/// <summary>Counts the calls that handlers have begun and ended.</summary>
public sealed class CallLedger
{
    private long _begun;
    private long _ended;

    /// <summary>Calls whose handler has begun since the start.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    /// <summary>Calls whose handler is running.</summary>
    public long Open => Interlocked.Read(ref _begun) - Interlocked.Read(ref _ended);

    /// <summary>Counts a call until the result is disposed.</summary>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref _begun);
        return new Entry(this);
    }

    private sealed class Entry(CallLedger ledger) : IDisposable
    {
        public void Dispose() => Interlocked.Increment(ref ledger._ended);
    }
}
