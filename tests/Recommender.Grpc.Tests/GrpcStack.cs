using Recommender.TestKit;

namespace Recommender.Grpc.Tests;

/// <summary>Which implementation of the API these tests run against.</summary>
internal static class GrpcStack
{
    /// <summary>Skips a promise that goes beyond what the packages give.</summary>
    public static void MustBeOurs(string whatThePackagesDo) =>
        Assert.SkipUnless(GrpcImplementation.IsOurs, $"The gRPC packages {whatThePackagesDo}.");
}
