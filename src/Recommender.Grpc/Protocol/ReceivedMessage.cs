using System.Buffers;
using Grpc.Core;

namespace Recommender.Grpc.Protocol;

/// <summary>
/// One message as a deserializer sees it. A deserializer runs to its end on one thread, so each thread has one object and no
/// message costs one; a deserializer that itself receives a message on the same thread gets a second one.
/// </summary>
internal sealed class ReceivedMessage : DeserializationContext
{
    [ThreadStatic]
    private static ReceivedMessage? _idle;

    private ReadOnlySequence<byte> _payload;

    public override int PayloadLength => (int)_payload.Length;

    public static T Deserialize<T>(in ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserializer)
    {
        var context = _idle ?? new ReceivedMessage();
        _idle = null;
        context._payload = payload;
        try
        {
            return deserializer(context);
        }
        finally
        {
            context._payload = default;
            _idle = context;
        }
    }

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;
}
