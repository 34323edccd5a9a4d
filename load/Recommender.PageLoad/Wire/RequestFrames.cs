using System.Buffers.Binary;
using Recommender.TestKit.Http2;

namespace Recommender.PageLoad.Wire;

/// <summary>Writes a unary gRPC call as its two frames. The header block is the same for all calls and no block depends on another.</summary>
internal sealed class RequestFrames
{
    private const int MessagePrefix = 5;   // whether compressed, and four bytes of length

    private readonly byte[] _headers;

    /// <summary>Prepares the headers.</summary>
    /// <param name="server">For <c>:authority</c>.</param>
    /// <param name="path"><c>/package.Service/Method</c>.</param>
    public RequestFrames(Uri server, string path)
    {
        HeaderField[] fields =
        [
            new(":method", "POST"), new(":scheme", "http"), new(":path", path), new(":authority", server.Authority),
            new("te", "trailers"), new("content-type", "application/grpc"),
        ];
        _headers = Frames.Headers(streamId: 0, fields).ToBytes();
    }

    /// <summary>Bytes that a message takes of the windows.</summary>
    public static int DataLength(int message) => MessagePrefix + message;

    /// <summary>Bytes of both frames.</summary>
    public int Length(int message) => _headers.Length + Frame.HeaderLength + DataLength(message);

    /// <summary>Writes both frames.</summary>
    public void Write(int streamId, ReadOnlySpan<byte> message, Span<byte> into)
    {
        _headers.CopyTo(into);
        BinaryPrimitives.WriteInt32BigEndian(into[5..], streamId);

        var data = into[_headers.Length..];
        var length = DataLength(message.Length);
        data[0] = (byte)(length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(data[1..], (ushort)length);
        data[3] = FrameType.Data;
        data[4] = FrameFlags.EndStream;
        BinaryPrimitives.WriteInt32BigEndian(data[5..], streamId);
        data[Frame.HeaderLength] = 0;
        BinaryPrimitives.WriteInt32BigEndian(data[(Frame.HeaderLength + 1)..], message.Length);
        message.CopyTo(data[(Frame.HeaderLength + MessagePrefix)..]);
    }
}
