using Grpc.Core;

namespace Recommender.Grpc.Tests;

/// <summary>Which implementation of the API these tests run against: src/Recommender.Grpc, or with UseGrpcPackages=true the packages.</summary>
internal static class GrpcStack
{
    private static readonly bool IsOurs = typeof(ServerCallContext).Assembly.GetName().Name == "Recommender.Grpc";

    /// <summary>Skips a promise that goes beyond what the packages give.</summary>
    public static void MustBeOurs(string whatThePackagesDo) => Assert.SkipUnless(IsOurs, $"The gRPC packages {whatThePackagesDo}.");
}
