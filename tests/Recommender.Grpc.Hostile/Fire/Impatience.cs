using Microsoft.AspNetCore.Server.Kestrel.Core;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile;

/// <summary>A server whose limits on silent clients are a second or so, so that tests of them are short.</summary>
internal static class Impatience
{
    public static GrpcTestServerSetup Setup { get; } = HostileServer.Setup with
    {
        Kestrel = kestrel =>
        {
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(1);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(1.5));
            kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(1.5));
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(1);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(1);
        },
    };

    /// <summary>What a client sends that stops in the midst of a frame.</summary>
    public static ReadOnlyMemory<byte> Half(Frame frame)
    {
        var bytes = frame.ToBytes();
        return bytes.AsMemory(..(bytes.Length / 2));
    }
}
