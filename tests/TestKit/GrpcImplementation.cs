using Grpc.Core;

namespace Recommender.TestKit;

/// <summary>What implements the gRPC API here: src/Recommender.Grpc, or with UseGrpcPackages=true the packages.</summary>
public static class GrpcImplementation
{
    /// <summary>Whether it is src/Recommender.Grpc, which promises more in places than the packages do.</summary>
    public static bool IsOurs { get; } = typeof(ServerCallContext).Assembly.GetName().Name == "Recommender.Grpc";
}
