using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>One side of a conversation as a good peer holds it, and what the other side makes of it.</summary>
/// <param name="Name">The method.</param>
/// <param name="Headers">The first header block.</param>
/// <param name="Messages">What comes after it; if there are none, and no trailers, the headers may end the stream.</param>
/// <param name="Status">The status in which the call ends.</param>
/// <param name="Answers">The payloads of the replies.</param>
internal sealed record Recording(
    string Name, IReadOnlyList<HeaderField> Headers, IReadOnlyList<RequestMessage> Messages, int Status, IReadOnlyList<byte[]> Answers)
{
    /// <summary>The last header block, which only answers have.</summary>
    public IReadOnlyList<HeaderField> Trailers { get; init; } = [];

    /// <summary>Whether the first header block is all there is.</summary>
    public bool IsTrailersOnly { get; init; }
}
