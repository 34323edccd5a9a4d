using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Recommender.TestKit.Http2;

namespace Recommender.PageLoad.Wire;

/// <summary>
/// An HTTP/2 connection that costs little: a call is one write, and an answer is counted where it lies in the buffer, unless it is
/// to be kept. Any thread may send, one at a time; a thread of the connection's own reads.
/// </summary>
internal sealed class CallConnection : IDisposable
{
    private const int LargestWindow = int.MaxValue;
    private const int FirstWindow = 65_535;
    private const int WindowStep = 1 << 28;      // bytes read until the server gets as much credit again
    private const int BufferSize = 1 << 18;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Lock _sending = new();
    private readonly RequestFrames _frames;
    private readonly OpenCalls _calls = new();
    private readonly StatusReader _status = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _reader;
    private byte[] _out = new byte[1024];
    private int _nextStream = 1;
    private long _sendWindow = FirstWindow;
    private int _mostStreams = 100;
    private int _streamWindow = FirstWindow;
    private long _unacknowledged;
    private volatile ICallSink _sink;
    private volatile string? _broken;
    private volatile bool _closing;

    private CallConnection(Uri server, string path, ICallSink sink)
    {
        (_frames, _sink) = (new RequestFrames(server, path), sink);
        _reader = new Thread(Read) { IsBackground = true, Name = "load reader" };
    }

    /// <summary>Told of answers from now on. Nothing may be in flight when it changes.</summary>
    public ICallSink Sink { set => _sink = value; }

    /// <summary>Calls of whose end the sink has not been told.</summary>
    public int InFlight => _calls.Count;

    /// <summary>Why nothing comes any more; null while it may.</summary>
    public string? Broken => _broken;

    /// <summary>Connects, and waits until the server has said what it allows.</summary>
    /// <exception cref="LoadException">The server cannot be reached or speaks no HTTP/2.</exception>
    public static async Task<CallConnection> OpenAsync(Uri server, string path, ICallSink sink, CancellationToken cancellation)
    {
        var connection = new CallConnection(server, path, sink);
        try
        {
            // One asynchronous call would make the socket so for ever, and each read would go through a thread that waits for all sockets.
            await Task.Run(() => connection._socket.Connect(IPAddress.Parse(server.Host), server.Port), cancellation);
            connection.Greet();
            connection._reader.Start();
            await connection._ready.Task.WaitAsync(Patience, cancellation);
            return connection;
        }
        catch (Exception failure) when (failure is SocketException or TimeoutException)
        {
            connection.Dispose();
            throw new LoadException($"no HTTP/2 at {server}: {failure.Message}", failure);
        }
    }

    /// <summary>Sends a call, unless as many as the server allows are open.</summary>
    /// <param name="message">The request's message.</param>
    /// <param name="due">When it should have been sent.</param>
    /// <param name="keeps">Whether the answer's message is wanted.</param>
    /// <exception cref="LoadException">The connection is broken, or the message too large for the server to take at once.</exception>
    public bool TrySend(ReadOnlySpan<byte> message, long due, bool keeps)
    {
        lock (_sending)
        {
            var window = RequestFrames.DataLength(message.Length);
            if (_broken is { } why) throw new LoadException(why);
            if (window > Volatile.Read(ref _streamWindow)) throw new LoadException($"a request has {message.Length} bytes; the server takes {_streamWindow} of a call at once: make it smaller");
            if (_calls.Count >= Volatile.Read(ref _mostStreams) || Interlocked.Read(ref _sendWindow) < window) return false;

            var length = _frames.Length(message.Length);
            if (_out.Length < length) _out = new byte[2 * length];
            var stream = _nextStream;
            _nextStream += 2;
            _frames.Write(stream, message, _out);
            _calls.Add(stream, due, keeps);
            Interlocked.Add(ref _sendWindow, -window);
            SendAll(_out.AsSpan(0, length));
            return true;
        }
    }

    public void Dispose()
    {
        _closing = true;
        _socket.Dispose();
        if (_reader.IsAlive) _reader.Join();
    }

    private void Greet()
    {
        byte[] greeting =
        [
            .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8,
            .. Frames.Settings(new Setting(Setting.HeaderTableSize, 0), new Setting(Setting.EnablePush, 0), new Setting(Setting.InitialWindowSize, LargestWindow)).ToBytes(),
            .. Frames.WindowUpdate(0, LargestWindow - FirstWindow).ToBytes(),
        ];
        SendAll(greeting);
    }

    private void Send(Frame frame)
    {
        lock (_sending) SendAll(frame.ToBytes());
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[_socket.Send(bytes)..];
    }

    private void Read()
    {
        try
        {
            var (buffer, held) = (new byte[BufferSize], 0);
            while (true)
            {
                var read = _socket.Receive(buffer.AsSpan(held));
                if (read == 0) throw new LoadException("the server has closed the connection");
                held += read;
                var taken = TakeFrames(buffer.AsSpan(0, held), Stopwatch.GetTimestamp());
                buffer.AsSpan(taken, held - taken).CopyTo(buffer);
                held -= taken;
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or LoadException or FormatException)
        {
            if (_closing) return;
            _broken = $"a connection broke with {_calls.Count} calls in flight: {failure.Message}";
            _ready.TrySetException(new LoadException(_broken, failure));
        }
    }

    // Returns how many bytes were whole frames.
    private int TakeFrames(ReadOnlySpan<byte> bytes, long now)
    {
        var at = 0;
        while (bytes.Length - at >= Frame.HeaderLength)
        {
            var header = bytes.Slice(at, Frame.HeaderLength);
            var length = (header[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(header[1..]);
            if (bytes.Length - at < Frame.HeaderLength + length) break;
            Take(header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header[5..]) & int.MaxValue, bytes.Slice(at + Frame.HeaderLength, length), now);
            at += Frame.HeaderLength + length;
        }

        return at;
    }

    private void Take(byte type, byte flags, int stream, ReadOnlySpan<byte> payload, long now)
    {
        switch (type)
        {
            case FrameType.Data:
                if ((flags & FrameFlags.Padded) != 0) throw new LoadException("the server pads DATA, which is not understood here");
                _calls.Keep(stream, payload);
                GiveCredit(payload.Length);
                if ((flags & FrameFlags.EndStream) != 0) End(stream, "the call ended without a status", now);
                break;
            case FrameType.Headers:
                if ((flags & (FrameFlags.EndHeaders | FrameFlags.Padded | FrameFlags.Priority)) != FrameFlags.EndHeaders) throw new LoadException("the server cuts or pads HEADERS, which is not understood here");
                if ((flags & FrameFlags.EndStream) != 0) End(stream, _status.Failure(payload), now);
                break;
            case FrameType.ResetStream:
                End(stream, $"the server reset the stream with {(Http2Error)BinaryPrimitives.ReadUInt32BigEndian(payload)}", now);
                break;
            case FrameType.Settings:
                TakeSettings((flags & FrameFlags.Ack) != 0, payload);
                break;
            case FrameType.Ping when (flags & FrameFlags.Ack) == 0:
                Send(Frames.Ping(BinaryPrimitives.ReadInt64BigEndian(payload), acknowledges: true));
                break;
            case FrameType.WindowUpdate when stream == 0:
                Interlocked.Add(ref _sendWindow, BinaryPrimitives.ReadUInt32BigEndian(payload) & int.MaxValue);
                break;
            case FrameType.GoAway:
                throw new LoadException($"the server goes away with {(Http2Error)BinaryPrimitives.ReadUInt32BigEndian(payload[4..])}");
        }
    }

    private void End(int stream, string? failure, long now)
    {
        if (!_calls.TryEnd(stream, out var due, out var kept)) return;   // reset after its end
        _sink.Answered(new Answer(due, now, failure, kept?.ToArray()));
        _calls.Told();
    }

    private void GiveCredit(int bytes)
    {
        _unacknowledged += bytes;
        if (_unacknowledged < WindowStep) return;
        Send(Frames.WindowUpdate(0, (int)_unacknowledged));
        _unacknowledged = 0;
    }

    // Until our own settings are acknowledged the server might still keep a table of headers.
    private void TakeSettings(bool acknowledges, ReadOnlySpan<byte> payload)
    {
        if (acknowledges)
        {
            _ready.TrySetResult();
            return;
        }

        for (; payload.Length >= 6; payload = payload[6..])
        {
            var value = (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(payload[2..]));
            switch (BinaryPrimitives.ReadUInt16BigEndian(payload))
            {
                case Setting.MaxConcurrentStreams:
                    Volatile.Write(ref _mostStreams, value);
                    break;
                case Setting.InitialWindowSize:
                    Volatile.Write(ref _streamWindow, value);
                    break;
            }
        }

        Send(Frames.SettingsAck);
    }
}
