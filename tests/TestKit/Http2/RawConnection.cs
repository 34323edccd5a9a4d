using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Recommender.TestKit.Http2;

/// <summary>One end of a TCP connection that speaks whatever it is told to. Neither end answers anything by itself.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    /// <summary>Takes over a connected socket.</summary>
    public RawConnection(Socket socket)
    {
        socket.NoDelay = true;
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        Reader = new FrameReader(_stream);
    }

    /// <summary>What a client sends before its first frame (RFC 9113, section 3.4).</summary>
    public static ReadOnlyMemory<byte> Preface { get; } = Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    /// <summary>Frames from the peer.</summary>
    public FrameReader Reader { get; }

    /// <summary>Connects to a loopback port and sends nothing yet.</summary>
    public static async Task<RawConnection> ConnectAsync(int port, CancellationToken cancellation = default)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return new RawConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends bytes as they are; false when the connection has gone.</summary>
    public async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation = default)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellation);
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Sends frames in one write; false when the connection has gone.</summary>
    public ValueTask<bool> TrySendAsync(params IEnumerable<Frame> frames)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        foreach (var frame in frames) frame.WriteTo(output);
        return TrySendAsync(output.WrittenMemory);
    }

    /// <summary>Tells the peer that nothing more will come; what it still sends can be read.</summary>
    public void FinishSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The peer was faster: there is nobody left to tell.
        }
    }

    /// <summary>Breaks the connection with a TCP reset, dropping what is under way; leaves no port waiting.</summary>
    public void Abort()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _stream.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
