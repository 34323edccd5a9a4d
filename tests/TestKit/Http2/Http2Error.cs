namespace Recommender.TestKit.Http2;

/// <summary>Error codes of RFC 9113, section 7, as RST_STREAM and GOAWAY carry them.</summary>
public enum Http2Error
{
    /// <summary>NO_ERROR</summary>
    None = 0x0,

    /// <summary>PROTOCOL_ERROR</summary>
    Protocol = 0x1,

    /// <summary>INTERNAL_ERROR</summary>
    Internal = 0x2,

    /// <summary>FLOW_CONTROL_ERROR</summary>
    FlowControl = 0x3,

    /// <summary>SETTINGS_TIMEOUT</summary>
    SettingsTimeout = 0x4,

    /// <summary>STREAM_CLOSED</summary>
    StreamClosed = 0x5,

    /// <summary>FRAME_SIZE_ERROR</summary>
    FrameSize = 0x6,

    /// <summary>REFUSED_STREAM</summary>
    RefusedStream = 0x7,

    /// <summary>CANCEL</summary>
    Cancel = 0x8,

    /// <summary>COMPRESSION_ERROR</summary>
    Compression = 0x9,

    /// <summary>CONNECT_ERROR</summary>
    Connect = 0xa,

    /// <summary>ENHANCE_YOUR_CALM</summary>
    EnhanceYourCalm = 0xb,

    /// <summary>INADEQUATE_SECURITY</summary>
    InadequateSecurity = 0xc,

    /// <summary>HTTP_1_1_REQUIRED</summary>
    Http11Required = 0xd,
}
