using Session = FASTER.core.ClientSession<
    FASTER.core.SpanByte,
    FASTER.core.SpanByte,
    FASTER.core.SpanByte,
    Recommender.Storage.Store.ValueVisit,
    nint,
    Recommender.Storage.Store.RecordFunctions>;

namespace Recommender.Storage.Store;

/// <summary>
/// FASTER's sessions serve one thread at a time; this hands each to one at a time. A session at rest holds nothing: no
/// checkpoint waits for it. Safe from many threads; renting and returning allocate nothing once there are enough.
/// </summary>
internal sealed class SessionPool(Func<Session> create) : IDisposable
{
    private readonly Session?[] _places = new Session?[Math.Max(16, 4 * Environment.ProcessorCount)];

    /// <summary>A session that nobody else has.</summary>
    public Session Rent()
    {
        var places = _places;
        var first = Environment.CurrentManagedThreadId;
        for (var i = 0; i < places.Length; i++)
        {
            ref var place = ref places[(first + i) % places.Length];
            if (place is not null && Interlocked.Exchange(ref place, value: null) is { } session) return session;
        }

        return create();
    }

    /// <summary>Takes a session back whose operations are complete.</summary>
    public void Return(Session session)
    {
        var places = _places;
        var first = Environment.CurrentManagedThreadId;
        for (var i = 0; i < places.Length; i++)
        {
            ref var place = ref places[(first + i) % places.Length];
            if (place is null && Interlocked.CompareExchange(ref place, session, comparand: null) is null) return;
        }

        session.Dispose();
    }

    public void Dispose()
    {
        foreach (ref var place in _places.AsSpan()) Interlocked.Exchange(ref place, value: null)?.Dispose();
    }
}
