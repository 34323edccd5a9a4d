using System.Buffers.Binary;

namespace Recommender.EndToEnd.Tap;

/// <summary>Cuts the bytes of one direction of an HTTP/2 connection into frames, however the bytes arrive.</summary>
/// <param name="prefaceLength">Bytes before the first frame: the client sends the connection preface.</param>
/// <param name="onFrame">Gets each frame when its last byte is there.</param>
internal sealed class FrameScanner(int prefaceLength, FrameScanner.FrameHandler onFrame)
{
    public const int ClientPrefaceLength = 24;

    private const int HeaderLength = 9;
    private const byte EndStream = 0x1;
    private const byte Padded = 0x8;

    private byte[] _bytes = new byte[32 * 1024];
    private int _count;
    private int _toSkip = prefaceLength;

    public delegate void FrameHandler(Frame frame);

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        var skipped = Math.Min(_toSkip, bytes.Length);
        _toSkip -= skipped;
        Append(bytes[skipped..]);

        var start = 0;
        while (TryScan(_bytes.AsSpan(start, _count - start), out var length)) start += length;
        _bytes.AsSpan(start, _count - start).CopyTo(_bytes);
        _count -= start;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_count + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    private bool TryScan(ReadOnlySpan<byte> bytes, out int length)
    {
        length = HeaderLength;
        if (bytes.Length < HeaderLength) return false;
        length += (bytes[0] << 16) | (bytes[1] << 8) | bytes[2];
        if (bytes.Length < length) return false;

        var type = (FrameType)bytes[3];
        var flags = bytes[4];
        var streamId = (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes[5..]) & 0x7fff_ffff);
        var carriesContent = type is FrameType.Data or FrameType.Headers;
        var payload = bytes[HeaderLength..length];
        if (carriesContent && (flags & Padded) != 0) payload = payload[1..^payload[0]];
        onFrame(new Frame(type, carriesContent && (flags & EndStream) != 0, streamId, payload));
        return true;
    }
}
