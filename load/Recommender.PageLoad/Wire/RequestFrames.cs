using System.Buffers.Binary;
using Recommender.TestKit.Http2;

namespace Recommender.PageLoad.Wire;

/// <summary>Writes a unary gRPC call as its frames. The header block is the same for all calls and no block depends on another.</summary>
internal sealed class RequestFrames
{
    private const int MessagePrefix = 5;   // whether compressed, and four bytes of length
    private const int LargestPayload = 16 * 1024;   // what every peer takes, RFC 9113, section 4.2

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

    /// <summary>Bytes of all frames.</summary>
    public int Length(int message) => _headers.Length + DataLength(message) + (Frame.HeaderLength * DataFrames(message));

    /// <summary>Writes all frames.</summary>
    public void Write(int streamId, ReadOnlySpan<byte> message, Span<byte> into)
    {
        _headers.CopyTo(into);
        BinaryPrimitives.WriteInt32BigEndian(into[5..], streamId);
        into = into[_headers.Length..];

        Span<byte> prefix = stackalloc byte[MessagePrefix];
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], message.Length);
        while (true)
        {
            var length = Math.Min(LargestPayload, prefix.Length + message.Length);
            var part = length - prefix.Length;
            WriteHeader(streamId, length, isLast: part == message.Length, into);
            prefix.CopyTo(into[Frame.HeaderLength..]);
            message[..part].CopyTo(into[(Frame.HeaderLength + prefix.Length)..]);
            if (part == message.Length) return;
            message = message[part..];
            prefix = [];
            into = into[(Frame.HeaderLength + length)..];
        }
    }

    private static int DataFrames(int message) => (DataLength(message) + LargestPayload - 1) / LargestPayload;

    private static void WriteHeader(int streamId, int length, bool isLast, Span<byte> into)
    {
        into[0] = (byte)(length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(into[1..], (ushort)length);
        into[3] = FrameType.Data;
        into[4] = isLast ? FrameFlags.EndStream : FrameFlags.None;
        BinaryPrimitives.WriteInt32BigEndian(into[5..], streamId);
    }
}
