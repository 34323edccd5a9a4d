namespace Recommender.EndToEnd.Tap;

/// <summary>One HTTP/2 frame: its header, and its payload without padding.</summary>
internal readonly ref struct Frame(FrameType type, bool endsStream, int streamId, ReadOnlySpan<byte> payload)
{
    public FrameType Type { get; } = type;

    public bool EndsStream { get; } = endsStream;

    public int StreamId { get; } = streamId;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}
