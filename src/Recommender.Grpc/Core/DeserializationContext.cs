using System.Buffers;

namespace Grpc.Core;

/// <summary>One message as it came, for as long as the deserializer runs.</summary>
public abstract class DeserializationContext
{
    /// <summary>How many bytes the message has.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>A copy of the message that belongs to the caller.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotSupportedException();

    /// <summary>The message in the buffers of the call; valid until the deserializer returns.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotSupportedException();
}
