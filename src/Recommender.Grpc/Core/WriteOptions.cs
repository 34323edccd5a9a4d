namespace Grpc.Core;

/// <summary>How messages are written; immutable.</summary>
public class WriteOptions
{
    /// <summary>No wishes.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>Creates options.</summary>
    public WriteOptions(WriteFlags flags = default) => Flags = flags;

    /// <summary>The wishes.</summary>
    public WriteFlags Flags { get; }
}
