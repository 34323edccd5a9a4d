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

    private static PooledBytes Read(DeserializationContext context)
    {
        var message = Pool.Get();
        message._length = context.PayloadLength;
        if (message._buffer.Length < message._length) message._buffer = new byte[message._length];
        context.PayloadAsReadOnlySequence().CopyTo(message._buffer);
        return message;
    }

    private static void Write(PooledBytes message, SerializationContext context)
    {
        context.SetPayloadLength(message._length);
        context.GetBufferWriter().Write(message._buffer.AsSpan(0, message._length));
        context.Complete();
        Pool.Return(message);
    }
}
