using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Recommender.EndToEnd.Tap;

/// <summary>One connection through the tap: passes bytes on, both ways, and looks at each before it goes.</summary>
internal sealed class TappedConnection : IDisposable
{
    private readonly Socket _client;
    private readonly Socket _server;
    private readonly Action<TappedCall> _onCall;
    private readonly ConcurrentDictionary<int, TappedCall> _calls = new();

    public TappedConnection(Socket client, Socket server, Action<TappedCall> onCall)
    {
        _client = client;
        _server = server;
        _onCall = onCall;
        Ended = Task.WhenAll(
            PassOn(_client, _server, new FrameScanner(FrameScanner.ClientPrefaceLength, SeeFromClient)),
            PassOn(_server, _client, new FrameScanner(0, SeeFromServer)));
    }

    /// <summary>Ends when both sides are closed; fails with what the tap could not read.</summary>
    public Task Ended { get; }

    public void Dispose() => Close(_client, _server);

    private void SeeFromClient(Frame frame)
    {
        if (frame.Type == FrameType.Headers && _calls.TryAdd(frame.StreamId, new TappedCall())) _onCall(_calls[frame.StreamId]);
        if (_calls.TryGetValue(frame.StreamId, out var call)) call.SeeFromClient(frame);
    }

    private void SeeFromServer(Frame frame)
    {
        if (_calls.TryGetValue(frame.StreamId, out var call)) call.SeeFromServer(frame);
    }

    private static void Close(Socket from, Socket to)
    {
        from.Dispose();
        to.Dispose();
    }

    private static async Task PassOn(Socket from, Socket to, FrameScanner scanner)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                scanner.Feed(buffer.AsSpan(0, count));
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // A side that is gone ends the connection for the other side too: a program that exits may leave no goodbye.
            Close(from, to);
        }
        catch (InvalidDataException)
        {
            Close(from, to);
            throw;
        }
    }
}
