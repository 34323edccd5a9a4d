namespace Grpc.Core;

/// <summary>What the four call objects have in common: functions over one state, so that no call allocates closures.</summary>
internal readonly struct AsyncCallState(
    Func<object, Task<Metadata>> responseHeaders,
    Func<object, Status> status,
    Func<object, Metadata> trailers,
    Action<object> dispose,
    object state)
{
    public AsyncCallState(Task<Metadata> responseHeaders, Func<Status> status, Func<Metadata> trailers, Action dispose)
        : this(_ => responseHeaders, _ => status(), _ => trailers(), _ => dispose(), responseHeaders)
    {
    }

    public Task<Metadata> ResponseHeadersAsync() => responseHeaders(state);

    public Status GetStatus() => status(state);

    public Metadata GetTrailers() => trailers(state);

    public void Dispose() => dispose(state);
}
