using Grpc.Core;

namespace Recommender.Grpc.Client;

/// <summary>
/// The life of a call on the client: begun once, ended once, by whichever comes first of the server's status, the deadline,
/// the caller's cancellation and a failure of the transport.
/// </summary>
internal abstract class ClientCall : IDisposable
{
    /// <summary>Timers take less than 50 days; what is longer is armed again.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private static readonly CallResult Late = new(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"));

    private readonly CancellationTokenSource _cancellation;
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTime? _deadline;
    private readonly CancellationTokenRegistration _byCaller;
    private readonly CancellationTokenRegistration _byChannel;
    private readonly Timer? _timer;
    private CallResult? _result;

    protected ClientCall(ClientTransport transport, CallOptions options)
    {
        transport.ThrowIfDisposed();
        Transport = transport;
        _deadline = Checked(options.Deadline);
        _cancellation = new CancellationTokenSource();
        _byCaller = options.CancellationToken.UnsafeRegister(static call => ((ClientCall)call!).Cancel("Call canceled by the client."), this);
        _byChannel = transport.Shutdown.UnsafeRegister(static call => ((ClientCall)call!).Cancel("The channel was disposed of."), this);
        if (_deadline is not null && Result is null)
        {
            _timer = new Timer(static call => ((ClientCall)call!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
            OnTimer();
        }

        // A token that was cancelled before ended the call before everything was there to be let go of.
        if (Result is not null) LetGo();
    }

    protected ClientTransport Transport { get; }

    /// <summary>How the call ended; null while it has not.</summary>
    protected CallResult? Result => Volatile.Read(ref _result);

    /// <summary>Cancelled when the call ends before the server has ended it.</summary>
    protected CancellationToken Cancellation => _cancellation.Token;

    /// <summary>What is left until the deadline; null without one.</summary>
    protected TimeSpan? TimeLeft => _deadline - DateTime.UtcNow;

    public static Task<Metadata> Headers(object call) => ((ClientCall)call)._headers.Task;

    public static Status Status(object call) => ((ClientCall)call).Ended().Status;

    public static Metadata Trailers(object call) => ((ClientCall)call).Ended().Trailers;

    public static void Dispose(object call) => ((ClientCall)call).Dispose();

    public void Cancel(string why) => Abort(new CallResult(new Status(StatusCode.Cancelled, why)));

    public void Dispose() => Cancel("gRPC call disposed.");

    /// <summary>Lets go of the transport.</summary>
    protected abstract void Release();

    protected void HeadersCame(Metadata metadata) => _headers.TrySetResult(metadata);

    /// <summary>Ends the call as the server said; the first end stays.</summary>
    protected CallResult End(CallResult result)
    {
        if (Interlocked.CompareExchange(ref _result, result, null) is { } earlier) return earlier;
        Close(result);
        return result;
    }

    /// <summary>Ends the call for something that was thrown on the way.</summary>
    /// <returns>What the caller sees: the first end of the call.</returns>
    protected RpcException Fail(Exception failure) => Abort(ResultOf(failure)).ToException();

    /// <summary>What a failure means for the call, as long as nothing else has ended it.</summary>
    /// <remarks>The timer is only as exact as the thread pool: a transport may fail after the deadline and before it.</remarks>
    protected CallResult ResultOf(Exception failure) =>
        TimeLeft <= TimeSpan.Zero && ClientFailure.IsOfTransport(failure) ? Late : ClientFailure.ToResult(failure);

    private static DateTime? Checked(DateTime? deadline) => deadline switch
    {
        null => null,
        { Ticks: var ticks } when ticks == DateTime.MaxValue.Ticks => null,
        { Kind: DateTimeKind.Utc } => deadline,
        { } other when other.Ticks == DateTime.MinValue.Ticks => DateTime.SpecifyKind(other, DateTimeKind.Utc),
        _ => throw new InvalidOperationException("Deadline must be in UTC (DateTimeKind.Utc)."),
    };

    private CallResult Abort(CallResult result)
    {
        if (Interlocked.CompareExchange(ref _result, result, null) is { } earlier) return earlier;
        _cancellation.Cancel();
        Close(result);
        return result;
    }

    private void Close(CallResult result)
    {
        LetGo();
        if (_headers.TrySetException(result.ToException())) _headers.Task.Forget();
        Release();
    }

    private void LetGo()
    {
        _timer?.Dispose();
        _byCaller.Unregister();
        _byChannel.Unregister();
    }

    private CallResult Ended() => Result ?? throw new InvalidOperationException("The call has not ended.");

    private void OnTimer()
    {
        var left = TimeLeft!.Value;
        if (left <= TimeSpan.Zero)
        {
            Abort(Late);
            return;
        }

        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
        try
        {
            _timer!.Change(whole < LongestTimer ? whole : LongestTimer, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The call ended while its timer ran.
        }
    }
}
