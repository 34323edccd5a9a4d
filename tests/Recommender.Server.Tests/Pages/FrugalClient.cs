using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Recommender.TestKit.Http2;

namespace Recommender.Server.Tests.Pages;

/// <summary>Calls a method one call after the other and allocates nothing for it, so that what a process allocates is its server's. Blocks the thread.</summary>
internal sealed class FrugalClient : IDisposable
{
    private const int PrefixLength = 5;
    private const int Window = int.MaxValue;
    private const int FirstWindow = 65_535;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _call;
    private readonly int _dataAt;
    private readonly byte[] _received = new byte[1 << 20];
    private int _begin;
    private int _end;
    private int _stream = 1;

    public FrugalClient(Uri server, string path, IMessage request)
    {
        _socket.Connect(IPAddress.Loopback, server.Port);
        HeaderField[] fields =
        [
            new(":method", "POST"), new(":scheme", "http"), new(":path", path), new(":authority", server.Authority),
            new("te", "trailers"), new("content-type", "application/grpc"),
        ];
        var headers = Frames.Headers(0, fields).ToBytes();
        var message = request.ToByteArray();
        var prefixed = new byte[PrefixLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(prefixed.AsSpan(1), message.Length);
        message.CopyTo(prefixed, PrefixLength);
        _dataAt = headers.Length;
        _call = [.. headers, .. Frames.Data(0, prefixed, endStream: true).ToBytes()];
        const ushort InitialWindow = 4;
        Send([.. RawConnection.Preface.Span, .. Frames.Settings(new Setting(InitialWindow, Window)).ToBytes(), .. Frames.SettingsAck.ToBytes(), .. Frames.WindowUpdate(0, Window - FirstWindow).ToBytes()]);
    }

    /// <summary>Makes a call.</summary>
    /// <returns>Bytes of the answer's message.</returns>
    public int Call()
    {
        BinaryPrimitives.WriteInt32BigEndian(_call.AsSpan(5), _stream);
        BinaryPrimitives.WriteInt32BigEndian(_call.AsSpan(_dataAt + 5), _stream);
        Send(_call);
        var length = 0;
        while (!ReadFrame(ref length))
        {
            // Headers, data, and what concerns the connection.
        }

        _stream += 2;
        return length - PrefixLength;
    }

    public void Dispose() => _socket.Dispose();

    // Whether it ends the call.
    private bool ReadFrame(ref int length)
    {
        Need(Frame.HeaderLength);
        var header = _received.AsSpan(_begin, Frame.HeaderLength);
        var payload = header[0] << 16 | header[1] << 8 | header[2];
        var (type, flags, stream) = (header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header[5..]));
        Need(Frame.HeaderLength + payload);
        _begin += Frame.HeaderLength + payload;
        if (stream != _stream) return false;
        if (type is FrameType.ResetStream) throw new InvalidOperationException("the server has reset the call");
        if (type == FrameType.Data) length += payload;
        return (flags & FrameFlags.EndStream) != 0 && type is FrameType.Data or FrameType.Headers;
    }

    private void Need(int bytes)
    {
        while (_end - _begin < bytes)
        {
            if (_received.Length - _begin < bytes || _begin == _end)
            {
                _received.AsSpan(_begin, _end - _begin).CopyTo(_received);
                (_begin, _end) = (0, _end - _begin);
            }

            var read = _socket.Receive(_received.AsSpan(_end));
            if (read == 0) throw new InvalidOperationException("the server has closed the connection");
            _end += read;
        }
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[_socket.Send(bytes)..];
    }
}
