using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Client;

/// <summary>The one request of a call, as the body of an HTTP request that may be sent again on another connection.</summary>
internal sealed class MessageContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private MessageContent(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
    }

    /// <summary>Serialises a request at once, so that its caller may change it afterwards.</summary>
    /// <exception cref="RpcException">The message is too large or can't be serialised.</exception>
    public static MessageContent Of<T>(
        T message, Action<T, SerializationContext> serializer, in MessageEncoding encoding, WriteOptions? options)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var isPlain = (options?.Flags & WriteFlags.NoCompress) == WriteFlags.NoCompress;
        SentMessage.Serialize(message, serializer, bytes, isPlain ? encoding with { Compression = null } : encoding);
        return new MessageContent(bytes.WrittenMemory);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(_bytes, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        // A gRPC request says its length in its message, not in a header.
        length = 0;
        return false;
    }
}
