namespace Recommender.TestKit.Http2;

/// <summary>One pair of a SETTINGS frame (RFC 9113, section 6.5.2).</summary>
public readonly record struct Setting(ushort Id, uint Value)
{
    /// <summary>SETTINGS_HEADER_TABLE_SIZE</summary>
    public const ushort HeaderTableSize = 0x1;

    /// <summary>SETTINGS_ENABLE_PUSH</summary>
    public const ushort EnablePush = 0x2;

    /// <summary>SETTINGS_MAX_CONCURRENT_STREAMS</summary>
    public const ushort MaxConcurrentStreams = 0x3;

    /// <summary>SETTINGS_INITIAL_WINDOW_SIZE</summary>
    public const ushort InitialWindowSize = 0x4;

    /// <summary>SETTINGS_MAX_FRAME_SIZE</summary>
    public const ushort MaxFrameSize = 0x5;
}
