namespace Grpc.Core;

/// <summary>Turns messages of one type into bytes and back; safe from many threads if its functions are.</summary>
/// <typeparam name="T">The message.</typeparam>
public class Marshaller<T>
{
    /// <summary>Creates a marshaller that works on whole arrays.</summary>
    public Marshaller(Func<T, byte[]> serializer, Func<byte[], T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        Serializer = serializer;
        Deserializer = deserializer;
        ContextualSerializer = (message, context) => context.Complete(serializer(message));
        ContextualDeserializer = context => deserializer(context.PayloadAsNewBuffer());
    }

    /// <summary>Creates a marshaller that works on the buffers of the call.</summary>
    public Marshaller(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        ContextualSerializer = serializer;
        ContextualDeserializer = deserializer;
        Serializer = static _ => throw new NotSupportedException("This marshaller writes to buffers: use ContextualSerializer.");
        Deserializer = static _ => throw new NotSupportedException("This marshaller reads from buffers: use ContextualDeserializer.");
    }

    /// <summary>Message to array; throws if the marshaller was created with functions over buffers.</summary>
    public Func<T, byte[]> Serializer { get; }

    /// <summary>Array to message; throws if the marshaller was created with functions over buffers.</summary>
    public Func<byte[], T> Deserializer { get; }

    /// <summary>Message to the buffers of a call.</summary>
    public Action<T, SerializationContext> ContextualSerializer { get; }

    /// <summary>The buffers of a call to a message.</summary>
    public Func<DeserializationContext, T> ContextualDeserializer { get; }
}
