using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Xunit;

namespace Recommender.TestKit;

/// <summary>What implements the gRPC API that the tests run against: src/Recommender.Grpc, or with UseGrpcPackages=true the packages.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A stack of software, no collection.")]
public static class GrpcStack
{
    /// <summary>Whether it is src/Recommender.Grpc, which promises more in places than the packages do.</summary>
    public static bool IsOurs { get; } = typeof(ServerCallContext).Assembly.GetName().Name == "Recommender.Grpc";

    /// <summary>Skips a promise that goes beyond what the packages give.</summary>
    /// <param name="whatThePackagesDo">The predicate of a sentence about the packages.</param>
    public static void MustBeOurs(string whatThePackagesDo) => Assert.SkipUnless(IsOurs, $"The gRPC packages {whatThePackagesDo}.");
}
