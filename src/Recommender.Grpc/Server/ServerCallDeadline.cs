using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Recommender.Grpc.Server;

/// <summary>
/// Ends a call when its time is over, whether its handler listens or not. Handler and deadline meet at <see cref="Gate"/>:
/// one of them ends the call, and no message is written while the deadline ends it.
/// </summary>
internal sealed class ServerCallDeadline : IDisposable
{
    /// <summary>How long a client that does not read may hold up the end of its call.</summary>
    private static readonly TimeSpan DeliveryLimit = TimeSpan.FromSeconds(1);

    /// <summary>Timers take less than 50 days; what is longer is armed again.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private const int Http2NoError = 0;
    private const int Http3NoError = 0x100;

    private readonly ServerCall _call;
    private readonly TimeSpan _timeout;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Timer _timer;
    private CancellationTokenSource? _cancellation;
    private TaskCompletionSource? _delivered;
    private bool _isStopped;

    public ServerCallDeadline(ServerCall call, TimeSpan timeout)
    {
        _call = call;
        _timeout = timeout;
        At = Later(DateTime.UtcNow, timeout);
        _timer = new Timer(static deadline => ((ServerCallDeadline)deadline!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
        Arm(timeout);
    }

    public Lock Gate { get; } = new();

    /// <summary>The moment, in UTC.</summary>
    public DateTime At { get; }

    public bool HasPassed { get; private set; }

    /// <summary>Ends when the client has been told, or can't be; only for a deadline that has passed.</summary>
    public Task Delivered => _delivered!.Task;

    /// <summary>Cancelled when the deadline passes or the client goes away. It costs nothing unless it is asked for.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (Gate)
            {
                _cancellation ??= CancellationTokenSource.CreateLinkedTokenSource(_call.Http.RequestAborted);
                if (HasPassed) _cancellation.Cancel();
                return _cancellation.Token;
            }
        }
    }

    /// <summary>Claims the end of the call for its handler.</summary>
    /// <returns>False if the deadline has passed.</returns>
    public bool TryStop()
    {
        lock (Gate)
        {
            if (HasPassed) return false;
            if (!_isStopped) _timer.Dispose();
            _isStopped = true;
            return true;
        }
    }

    /// <summary>Lets go of the client's own cancellation.</summary>
    public void Dispose() => _cancellation?.Dispose();

    private static DateTime Later(DateTime from, TimeSpan by) => DateTime.MaxValue - from > by ? from + by : DateTime.MaxValue;

    private void Arm(TimeSpan left)
    {
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
        _timer.Change(whole < LongestTimer ? whole : LongestTimer, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (Gate)
        {
            if (_isStopped) return;
            var left = _timeout - Stopwatch.GetElapsedTime(_began);
            if (left > TimeSpan.Zero)
            {
                Arm(left);
                return;
            }

            HasPassed = true;
            _delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _timer.Dispose();
        }

        _ = DeliverAsync();
    }

    private async Task DeliverAsync()
    {
        ServerLog.DeadlineExceeded(_call.Logger, _call.Method, _timeout);
#pragma warning disable CA1031 // Nobody above can take what the transport throws here; the handler still has to be told.
        try
        {
            var delivery = _call.EndByDeadlineAsync();
            if (_cancellation is not null) await _cancellation.CancelAsync();
            await delivery.WaitAsync(DeliveryLimit);
        }
        catch (Exception failure)
        {
            ServerLog.DeadlineNotDelivered(_call.Logger, _call.Method, failure);
        }
#pragma warning restore CA1031

        var noError = HttpProtocol.IsHttp3(_call.Http.Request.Protocol) ? Http3NoError : Http2NoError;
        _call.Http.Features.Get<IHttpResetFeature>()?.Reset(noError);
        _delivered!.SetResult();
    }
}
