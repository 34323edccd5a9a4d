using Grpc.Core;

namespace Recommender.Grpc.Hostile.Answers;

/// <summary>How a call ended for its caller: its status, and the payloads that came before.</summary>
internal sealed record CallEnd(Status Status, IReadOnlyList<byte[]> Payloads)
{
    public StatusCode Code => Status.StatusCode;
}
