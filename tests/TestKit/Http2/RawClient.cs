using System.Buffers.Binary;

namespace Recommender.TestKit.Http2;

/// <summary>
/// A client that keeps its side of HTTP/2 (preface, acknowledgements, credit) and sends on its streams whatever it is told to.
/// Not safe from many threads.
/// </summary>
public sealed class RawClient : IDisposable
{
    private const int Window = 1 << 30;   // a peer may add to it without passing the largest one

    private readonly ResponseCollector _responses = new();
    private long _pinged;
    private long _acknowledged;
    private int _lastStream = -1;

    private RawClient(RawConnection connection) => Connection = connection;

    /// <summary>The connection, for bytes that are no part of a call.</summary>
    public RawConnection Connection { get; }

    /// <summary>The code of the server's GOAWAY, once it came.</summary>
    public Http2Error? GoAway => _responses.GoAway;

    /// <summary>Whether the server has closed the connection.</summary>
    public bool Closed { get; private set; }

    /// <summary>Connects and sends the preface, with a window that no answer exhausts.</summary>
    public static async Task<RawClient> ConnectAsync(int port, CancellationToken cancellation = default)
    {
        var client = new RawClient(await RawConnection.ConnectAsync(port, cancellation));
        byte[] opening =
        [
            .. RawConnection.Preface.Span,
            .. Frames.Settings(new Setting(Setting.InitialWindowSize, Window)).ToBytes(),
            .. Frames.WindowUpdate(0, Window).ToBytes(),
        ];
        await client.Connection.TrySendAsync(opening, cancellation);
        return client;
    }

    /// <summary>Connects and sends nothing, not even the preface.</summary>
    public static async Task<RawClient> ConnectSilentlyAsync(int port, CancellationToken cancellation = default) =>
        new(await RawConnection.ConnectAsync(port, cancellation));

    /// <summary>The number of the next stream: 1, 3, 5 …</summary>
    public int NextStream() => _lastStream += 2;

    /// <summary>Sends a whole request on a new stream, no larger than the server's window, and waits for the whole answer.</summary>
    public async Task<RawResponse> CallAsync(
        IEnumerable<HeaderField> headers, ReadOnlyMemory<byte> body, CancellationToken cancellation = default)
    {
        var stream = NextStream();
        await Connection.TrySendAsync([Frames.Headers(stream, headers), .. Frames.Body(stream, body, endStream: true)]);
        return await ReceiveAsync(stream, cancellation);
    }

    /// <summary>Reads until the stream is finished or the connection is closed.</summary>
    public async Task<RawResponse> ReceiveAsync(int stream, CancellationToken cancellation = default)
    {
        while (!_responses[stream].Finished && await StepAsync(cancellation)) { }
        return _responses[stream];
    }

    /// <summary>Waits until the server has read all that was sent before; false when the connection closed instead.</summary>
    public async Task<bool> SettleAsync(CancellationToken cancellation = default)
    {
        var ping = ++_pinged;
        await Connection.TrySendAsync(Frames.Ping(ping));
        while (_acknowledged < ping && await StepAsync(cancellation)) { }
        return _acknowledged >= ping;
    }

    /// <summary>What has come for a stream so far.</summary>
    public RawResponse Response(int stream) => _responses[stream];

    /// <summary>Lets go of a response that has been judged.</summary>
    public void Forget(int stream) => _responses.Forget(stream);

    /// <summary>Reads one frame and answers it when HTTP/2 asks for that; false when the connection is closed.</summary>
    public async ValueTask<bool> StepAsync(CancellationToken cancellation = default)
    {
        var frame = await Connection.Reader.ReadAsync(cancellation);
        if (frame is null)
        {
            Closed = true;
            return false;
        }

        switch (frame.Type)
        {
            case FrameType.Settings when !frame.Has(FrameFlags.Ack):
                await Connection.TrySendAsync(Frames.SettingsAck);
                break;
            case FrameType.Ping when frame.Has(FrameFlags.Ack):
                _acknowledged = Math.Max(_acknowledged, Value(frame) <= _pinged ? Value(frame) : 0);   // others' pings are larger
                break;
            case FrameType.Ping:
                await Connection.TrySendAsync(frame with { Flags = FrameFlags.Ack });
                break;
            case FrameType.Data when frame.Payload.Length > 0:
                await Connection.TrySendAsync(Frames.WindowUpdate(0, frame.Payload.Length));
                break;
        }

        _responses.Add(frame);
        return true;
    }

    private static long Value(Frame ping) => BinaryPrimitives.ReadInt64BigEndian(ping.Payload.Span);

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();
}
