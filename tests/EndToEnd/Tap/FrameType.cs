namespace Recommender.EndToEnd.Tap;

/// <summary>The HTTP/2 frames that the tap looks into (RFC 9113, section 6).</summary>
internal enum FrameType
{
    Data = 0,
    Headers = 1,
    ResetStream = 3,
}
