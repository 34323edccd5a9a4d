using System.Net;
using System.Net.Sockets;

namespace Recommender.EndToEnd.Tap;

/// <summary>
/// A witness between a client and a server that neither knows of: it listens on a port of its own, passes every byte on,
/// and records for each call the compressed flags and lengths of its messages and how the stream ended.
/// </summary>
internal sealed class LoopbackTap : IAsyncDisposable
{
    private readonly Socket _listener = NewSocket();
    private readonly int _serverPort;
    private readonly List<TappedCall> _calls = [];
    private readonly List<TappedConnection> _connections = [];
    private readonly Task _accepting;

    public LoopbackTap(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = Accept();
    }

    /// <summary>Where the client is to connect.</summary>
    public int Port { get; }

    /// <summary>The calls in the order in which the client began them, once the client has gone.</summary>
    /// <exception cref="TimeoutException">A connection is still open.</exception>
    /// <exception cref="InvalidDataException">Something that is no gRPC message was sent.</exception>
    public async Task<IReadOnlyList<TappedCall>> Calls(TimeSpan patience)
    {
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Select(connection => connection.Ended)).WaitAsync(patience);
        return _calls;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        foreach (var connection in _connections) connection.Dispose();
        await Task.WhenAll(_connections.Select(connection => connection.Ended)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                var server = NewSocket();
                await server.ConnectAsync(IPAddress.Loopback, _serverPort);
                server.NoDelay = client.NoDelay = true;
                _connections.Add(new TappedConnection(client, server, Record));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // Closing the listener is how the tap is told to accept no more.
        }
    }

    private void Record(TappedCall call)
    {
        lock (_calls) _calls.Add(call);
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
