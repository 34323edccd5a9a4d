namespace Grpc.Core;

/// <summary>Wishes for the writing of a message.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait in a buffer for the next one.</summary>
    BufferHint = 0x1,

    /// <summary>The message goes uncompressed even if the call is compressed.</summary>
    NoCompress = 0x2,
}
