using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Recommender.Grpc.Protocol;

/// <summary>Cuts messages out of the bytes of a stream: prefix, limit, decompression, deserializer. Immutable.</summary>
/// <param name="deserializer">Bytes to message.</param>
/// <param name="maxLength">Most bytes that a message may have, compressed or not.</param>
internal sealed class MessageDecoder<T>(Func<DeserializationContext, T> deserializer, int maxLength)
{
    /// <summary>Reads the first message of a buffer, if it is there as a whole, and moves the buffer past it.</summary>
    /// <param name="buffer">What came and is not read yet.</param>
    /// <param name="encoding">The encoding that the peer named for its messages; null if none.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="RpcException">The bytes are no message, or one that this side does not take.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, ICompressionProvider? encoding, [MaybeNullWhen(false)] out T message)
    {
        message = default;
        if (buffer.Length < MessagePrefix.Size) return false;
        var prefix = ReadPrefix(buffer);
        if (prefix.Flag > 1)
            throw new RpcException(new Status(StatusCode.Internal, $"Message has the compressed flag {prefix.Flag}; allowed are 0 and 1."));
        if (prefix.Length > maxLength) throw new MessageTooLargeException(prefix.Length, maxLength);
        if (buffer.Length - MessagePrefix.Size < prefix.Length) return false;

        var payload = buffer.Slice(MessagePrefix.Size, prefix.Length);
        message = prefix.Flag == 0 ? Deserialize(payload) : Decompress(payload, encoding);
        buffer = buffer.Slice(payload.End);
        return true;
    }

    private static MessagePrefix ReadPrefix(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.FirstSpan.Length >= MessagePrefix.Size) return MessagePrefix.Read(buffer.FirstSpan);

        Span<byte> prefix = stackalloc byte[MessagePrefix.Size];
        buffer.Slice(0, MessagePrefix.Size).CopyTo(prefix);
        return MessagePrefix.Read(prefix);
    }

    private T Deserialize(in ReadOnlySequence<byte> payload)
    {
        try
        {
            return ReceivedMessage.Deserialize(payload, deserializer);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, "Message can't be deserialized.", e));
        }
    }

    private T Decompress(in ReadOnlySequence<byte> payload, ICompressionProvider? encoding)
    {
        if (encoding is null)
            throw new RpcException(new Status(StatusCode.Internal, "Message is compressed, but grpc-encoding names no compression."));

        using var plain = new PooledBuffer(maxLength);
        try
        {
            using var compressed = new SequenceStream(payload);
            using var decompressed = encoding.CreateDecompressionStream(compressed);
            while (decompressed.Read(plain.GetSpan()) is > 0 and var count) plain.Advance(count);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"Message is not {encoding.EncodingName}.", e));
        }

        return Deserialize(new ReadOnlySequence<byte>(plain.Written));
    }
}
