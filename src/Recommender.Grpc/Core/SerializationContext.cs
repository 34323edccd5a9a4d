using System.Buffers;

namespace Grpc.Core;

/// <summary>
/// Where a serializer puts one message: either all at once by <see cref="Complete(byte[])"/>, or into the writer, ended by
/// <see cref="Complete()"/>. Saying the length first lets the bytes go straight to the wire.
/// </summary>
public abstract class SerializationContext
{
    /// <summary>Gives the whole message as an array, which then belongs to the call.</summary>
    public virtual void Complete(byte[] payload) => throw new NotSupportedException();

    /// <summary>The writer that takes the message.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotSupportedException();

    /// <summary>Says how many bytes the message has, before any is written.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Says that the writer has the whole message.</summary>
    public virtual void Complete() => throw new NotSupportedException();
}
