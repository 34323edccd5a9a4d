namespace Grpc.Core;

/// <summary>A call with one request and many responses. Disposing it cancels what has not ended.</summary>
/// <typeparam name="TResponse">The response message.</typeparam>
public sealed class AsyncServerStreamingCall<TResponse> : IDisposable
{
    private readonly AsyncCallState _state;

    /// <summary>Creates a call object.</summary>
    /// <param name="responseStream">Where responses are read.</param>
    /// <param name="responseHeadersAsync">Gives the metadata that the server sent ahead.</param>
    /// <param name="getStatusFunc">Gives the status once the call has ended.</param>
    /// <param name="getTrailersFunc">Gives the trailers once the call has ended.</param>
    /// <param name="disposeAction">Cancels the call if it has not ended.</param>
    public AsyncServerStreamingCall(
        IAsyncStreamReader<TResponse> responseStream,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
    {
        ResponseStream = responseStream;
        _state = new AsyncCallState(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction);
    }

    /// <summary>Creates a call object whose functions share one state.</summary>
    /// <param name="responseStream">Where responses are read.</param>
    /// <param name="responseHeadersAsync">Gives the metadata that the server sent ahead.</param>
    /// <param name="getStatusFunc">Gives the status once the call has ended.</param>
    /// <param name="getTrailersFunc">Gives the trailers once the call has ended.</param>
    /// <param name="disposeAction">Cancels the call if it has not ended.</param>
    /// <param name="state">Is handed to each function.</param>
    public AsyncServerStreamingCall(
        IAsyncStreamReader<TResponse> responseStream,
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc,
        Action<object> disposeAction,
        object state)
    {
        ResponseStream = responseStream;
        _state = new AsyncCallState(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction, state);
    }

    /// <summary>Where responses are read.</summary>
    public IAsyncStreamReader<TResponse> ResponseStream { get; }

    /// <summary>The metadata that the server sends ahead of its messages.</summary>
    public Task<Metadata> ResponseHeadersAsync => _state.ResponseHeadersAsync();

    /// <summary>The status of a call that has ended.</summary>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Status GetStatus() => _state.GetStatus();

    /// <summary>The trailers of a call that has ended.</summary>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Metadata GetTrailers() => _state.GetTrailers();

    /// <inheritdoc/>
    public void Dispose() => _state.Dispose();
}
