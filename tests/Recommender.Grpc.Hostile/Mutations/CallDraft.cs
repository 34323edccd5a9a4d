using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>A conversation while it is being damaged above HTTP/2.</summary>
internal sealed class CallDraft(Recording recording)
{
    public List<HeaderField> Headers { get; } = [.. recording.Headers];

    public List<RequestMessage> Messages { get; } = [.. recording.Messages];

    public List<HeaderField> Trailers { get; } = [.. recording.Trailers];

    public void Set(string name, string value)
    {
        Remove(name);
        Headers.Add(new HeaderField(name, value));
    }

    /// <summary>Pseudo-headers keep their place, because they must come first.</summary>
    public void Replace(string name, string value)
    {
        var index = Headers.FindIndex(h => h.Name == name);
        if (index >= 0) Headers[index] = new HeaderField(name, value);
    }

    public void Remove(string name) => Headers.RemoveAll(h => h.Name == name);

    /// <summary>One HEADERS, one DATA for each message, the trailers if there are any, END_STREAM on the last.</summary>
    public List<Frame> ToFrames(int streamId)
    {
        var frames = new List<Frame> { Frames.Headers(streamId, Headers) };
        frames.AddRange(Messages.Select(m => Frames.Data(streamId, m.ToBytes())));
        if (Trailers.Count > 0) frames.Add(Frames.Headers(streamId, Trailers));
        else if (Messages.Count == 0 && !recording.IsTrailersOnly) frames.Add(Frames.Data(streamId, default));
        frames[^1] = frames[^1] with { Flags = (byte)(frames[^1].Flags | FrameFlags.EndStream) };
        return frames;
    }
}
