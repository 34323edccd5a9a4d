using Google.Protobuf;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace Recommender.Server.Tests.Support;

/// <summary>Reads back what a client finds in the trailers of a failed call.</summary>
internal static class RichErrorReader
{
    /// <summary>The details, or null if the trailers have none.</summary>
    public static RpcStatus? RichStatus(this RpcException failure) =>
        failure.Trailers.GetValueBytes("grpc-status-details-bin") is { } bytes ? RpcStatus.Parser.ParseFrom(bytes) : null;

    /// <summary>The one detail of a type.</summary>
    public static T Detail<T>(this RpcException failure)
        where T : class, IMessage, new()
    {
        var status = failure.RichStatus() ?? throw new InvalidOperationException("no details in the trailers");
        return Assert.Single(status.Details, detail => detail.Is(new T().Descriptor)).Unpack<T>();
    }
}
