namespace Recommender.TestKit.Http2;

/// <summary>Frame types of RFC 9113, section 6. Plain numbers, because a hostile peer also sends types that do not exist.</summary>
public static class FrameType
{
    /// <summary>Bytes of a message.</summary>
    public const byte Data = 0x0;

    /// <summary>Opens a stream, or ends it as trailers.</summary>
    public const byte Headers = 0x1;

    /// <summary>Deprecated priority information, five bytes.</summary>
    public const byte Priority = 0x2;

    /// <summary>Ends a stream at once; four bytes of error code.</summary>
    public const byte ResetStream = 0x3;

    /// <summary>Six bytes for each setting, on stream 0.</summary>
    public const byte Settings = 0x4;

    /// <summary>Announces a pushed stream; a client never sends it.</summary>
    public const byte PushPromise = 0x5;

    /// <summary>Eight opaque bytes that come back with the acknowledging flag.</summary>
    public const byte Ping = 0x6;

    /// <summary>Last stream and error code: the connection takes no new streams.</summary>
    public const byte GoAway = 0x7;

    /// <summary>Four bytes of credit for a stream, or for the connection on stream 0.</summary>
    public const byte WindowUpdate = 0x8;

    /// <summary>More of the header block that a HEADERS frame began.</summary>
    public const byte Continuation = 0x9;
}
