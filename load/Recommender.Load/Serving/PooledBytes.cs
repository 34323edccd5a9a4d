using System.Buffers;
using Grpc.Core;
using Microsoft.Extensions.ObjectPool;

namespace Recommender.Load.Serving;

/// <summary>
/// A message that is nothing but its bytes, in a buffer that lives on: reading takes one from the pool, writing gives it back.
/// So an echo allocates what the framework allocates and no message.
/// </summary>
internal sealed class PooledBytes
{
    private const int Retained = 1024;   // more than the calls in flight at any moment

    private static readonly ObjectPool<PooledBytes> Pool =
        new DefaultObjectPool<PooledBytes>(new DefaultPooledObjectPolicy<PooledBytes>(), Retained);

    private byte[] _buffer = new byte[Payloads.AnswerLength];
    private int _length;

    /// <summary>Reads into and writes from pooled buffers.</summary>
    public static Marshaller<PooledBytes> Marshaller { get; } = Marshallers.Create<PooledBytes>(Write, Read);

    /// <summary>What the message says; not to be read once it was written to a call.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>A message of given bytes.</summary>
    public static PooledBytes CopyOf(ReadOnlySpan<byte> bytes)
    {
        var message = OfLength(bytes.Length);
        bytes.CopyTo(message._buffer);
        return message;
    }

    private static PooledBytes OfLength(int length)
    {
        var message = Pool.Get();
        if (message._buffer.Length < length) message._buffer = new byte[length];
        message._length = length;
        return message;
    }

    private static PooledBytes Read(DeserializationContext context)
    {
        var message = OfLength(context.PayloadLength);
        context.PayloadAsReadOnlySequence().CopyTo(message._buffer);
        return message;
    }

    private static void Write(PooledBytes message, SerializationContext context)
    {
        context.SetPayloadLength(message._length);
        context.GetBufferWriter().Write(message.Bytes);
        context.Complete();
        Pool.Return(message);
    }
}
