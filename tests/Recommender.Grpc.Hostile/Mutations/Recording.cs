using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>A conversation as a good client holds it, and what the server answers to it.</summary>
internal sealed record Recording(
    string Name, IReadOnlyList<HeaderField> Headers, IReadOnlyList<RequestMessage> Messages, int Status, IReadOnlyList<byte[]> Answers);
