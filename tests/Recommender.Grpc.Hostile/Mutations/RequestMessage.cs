using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>One message of a request. The length before it is the true one unless another is claimed.</summary>
internal sealed record RequestMessage(byte[] Payload)
{
    public byte Flag { get; init; }

    public uint? ClaimedLength { get; init; }

    public byte[] ToBytes() => GrpcFraming.Frame(Payload, Flag, ClaimedLength ?? (uint)Payload.Length);
}
