using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Recommender.TestKit.Http2;

/// <summary>
/// Listens on a loopback port and answers each connection by a script, which may break every rule. The script owns the connection:
/// it reads and answers SETTINGS itself, or not.
/// </summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<RawConnection, CancellationToken, Task> _script;
    private readonly Task _accepting;

    private RawServer(Func<RawConnection, CancellationToken, Task> script)
    {
        _script = script;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The address for a client.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Starts to listen; the script runs once for each connection, which is closed when it returns.</summary>
    public static RawServer Start(Func<RawConnection, CancellationToken, Task> script) => new(script);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_running.Keys);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                var script = RunAsync(new RawConnection(socket));
                _running[script] = 0;
                _ = script.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RunAsync(RawConnection connection)
    {
        using (connection)
        {
            try
            {
                await _script(connection, _stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The test is over.
            }
        }
    }
}
