using Grpc.Core;

namespace Recommender.Grpc.Client;

/// <summary>How a call ended.</summary>
internal sealed record CallResult(Status Status, Metadata Trailers)
{
    public CallResult(Status status)
        : this(status, Metadata.Empty)
    {
    }

    public bool IsOk => Status.StatusCode == StatusCode.OK;

    public RpcException ToException() => new(Status, Trailers);
}
