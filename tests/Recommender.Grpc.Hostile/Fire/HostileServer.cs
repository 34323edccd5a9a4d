using Microsoft.Extensions.Logging;
using Recommender.TestKit.Hosting;

namespace Recommender.Grpc.Hostile;

/// <summary>The server that is shot at: small limits, so that passing them takes few bytes and little time.</summary>
internal static class HostileServer
{
    public const int ReceiveLimit = 64 * 1024;

    public static GrpcTestServerSetup Setup { get; } = new()
    {
        Grpc = grpc => grpc.MaxReceiveMessageSize = ReceiveLimit,
        Kestrel = kestrel => kestrel.Limits.Http2.MaxStreamsPerConnection = 1000,
        Echo = new EchoLimits { Delay = TimeSpan.FromMilliseconds(50), Replies = 20 },
        LeastLogLevel = LogLevel.Information,
        KeepsLog = Surprises.IsOne,
    };
}
