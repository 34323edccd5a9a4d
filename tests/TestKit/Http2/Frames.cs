using System.Buffers.Binary;

namespace Recommender.TestKit.Http2;

/// <summary>Well-formed frames of every kind that the tests send.</summary>
public static class Frames
{
    /// <summary>HEADERS with the whole block.</summary>
    public static Frame Headers(int streamId, IEnumerable<HeaderField> fields, bool endStream = false)
    {
        var flags = FrameFlags.EndHeaders | (endStream ? FrameFlags.EndStream : FrameFlags.None);
        return new Frame(FrameType.Headers, (byte)flags, streamId, HeaderEncoder.Encode(fields));
    }

    /// <summary>DATA without padding.</summary>
    public static Frame Data(int streamId, ReadOnlyMemory<byte> bytes, bool endStream = false) =>
        new(FrameType.Data, endStream ? FrameFlags.EndStream : FrameFlags.None, streamId, bytes);

    /// <summary>DATA in as many frames as it takes; the last may end the stream.</summary>
    public static IEnumerable<Frame> Body(int streamId, ReadOnlyMemory<byte> bytes, bool endStream = false)
    {
        const int Largest = 16 * 1024;   // unless a peer's SETTINGS allow more
        for (; bytes.Length > Largest; bytes = bytes[Largest..]) yield return Data(streamId, bytes[..Largest]);
        yield return Data(streamId, bytes, endStream);
    }

    /// <summary>SETTINGS.</summary>
    public static Frame Settings(params ReadOnlySpan<Setting> settings)
    {
        var payload = new byte[settings.Length * 6];
        for (var i = 0; i < settings.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(i * 6), settings[i].Id);
            BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan(i * 6 + 2), settings[i].Value);
        }

        return new Frame(FrameType.Settings, FrameFlags.None, 0, payload);
    }

    /// <summary>The acknowledgement of the peer's SETTINGS.</summary>
    public static Frame SettingsAck { get; } = new(FrameType.Settings, FrameFlags.Ack, 0, default);

    /// <summary>PING; the peer answers with the same value.</summary>
    public static Frame Ping(long value, bool acknowledges = false)
    {
        var payload = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(payload, value);
        return new Frame(FrameType.Ping, acknowledges ? FrameFlags.Ack : FrameFlags.None, 0, payload);
    }

    /// <summary>RST_STREAM.</summary>
    public static Frame Reset(int streamId, Http2Error error) => new(FrameType.ResetStream, FrameFlags.None, streamId, Number((uint)error));

    /// <summary>WINDOW_UPDATE; stream 0 is the connection.</summary>
    public static Frame WindowUpdate(int streamId, int increment) =>
        new(FrameType.WindowUpdate, FrameFlags.None, streamId, Number((uint)increment));

    /// <summary>GOAWAY without debug data.</summary>
    public static Frame GoAway(int lastStreamId, Http2Error error) =>
        new(FrameType.GoAway, FrameFlags.None, 0, (byte[])[.. Number((uint)lastStreamId), .. Number((uint)error)]);

    private static byte[] Number(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
