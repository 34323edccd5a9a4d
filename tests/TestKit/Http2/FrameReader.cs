using System.Buffers.Binary;

namespace Recommender.TestKit.Http2;

/// <summary>Cuts the bytes of one direction of a connection into frames.</summary>
public sealed class FrameReader(Stream source)
{
    private readonly Stream _source = source;
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Reads exactly <paramref name="count"/> bytes that are no frame, such as the client's preface; null when the peer stops before.</summary>
    public async ValueTask<byte[]?> ReadBytesAsync(int count, CancellationToken cancellation = default)
    {
        if (!await FillAsync(count, cancellation)) return null;
        var bytes = _buffer.AsSpan(_start, count).ToArray();
        _start += count;
        return bytes;
    }

    /// <summary>The next frame, or null when the peer has closed or reset the connection, also in the midst of a frame.</summary>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancellation = default)
    {
        if (!await FillAsync(Frame.HeaderLength, cancellation)) return null;
        var length = (_buffer[_start] << 16) | BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_start + 1));
        if (!await FillAsync(Frame.HeaderLength + length, cancellation)) return null;

        var header = _buffer.AsSpan(_start, Frame.HeaderLength);
        var streamId = BinaryPrimitives.ReadInt32BigEndian(header[5..]) & int.MaxValue;
        var payload = _buffer.AsSpan(_start + Frame.HeaderLength, length).ToArray();
        var frame = new Frame(header[3], header[4], streamId, payload);
        _start += Frame.HeaderLength + length;
        return frame;
    }

    private async ValueTask<bool> FillAsync(int count, CancellationToken cancellation)
    {
        while (_end - _start < count)
        {
            MakeRoom();
            var read = await ReadSomeAsync(cancellation);
            if (read == 0) return false;
            _end += read;
        }

        return true;
    }

    private async ValueTask<int> ReadSomeAsync(CancellationToken cancellation)
    {
        try
        {
            return await _source.ReadAsync(_buffer.AsMemory(_end), cancellation);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return 0;   // a connection that either end has broken off ends as a closed one
        }
    }

    // Grows with what has come, not with what a length claims.
    private void MakeRoom()
    {
        var held = _end - _start;
        var target = held == _buffer.Length ? new byte[held * 2] : _buffer;
        _buffer.AsSpan(_start, held).CopyTo(target);
        (_buffer, _start, _end) = (target, 0, held);
    }
}
