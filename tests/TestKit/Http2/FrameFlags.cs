namespace Recommender.TestKit.Http2;

/// <summary>Flags of RFC 9113, section 6. One bit means different things on different frames, hence no enum.</summary>
public static class FrameFlags
{
    /// <summary>No flag.</summary>
    public const byte None = 0x0;

    /// <summary>On DATA and HEADERS: the sender is done with the stream.</summary>
    public const byte EndStream = 0x1;

    /// <summary>On SETTINGS and PING: an acknowledgement.</summary>
    public const byte Ack = 0x1;

    /// <summary>On HEADERS and CONTINUATION: the header block is complete.</summary>
    public const byte EndHeaders = 0x4;

    /// <summary>On DATA and HEADERS: the first byte counts the padding at the end.</summary>
    public const byte Padded = 0x8;

    /// <summary>On HEADERS: five bytes of priority come before the header block.</summary>
    public const byte Priority = 0x20;
}
