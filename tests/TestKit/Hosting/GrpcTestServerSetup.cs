using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Recommender.TestKit.Hosting;

/// <summary>What a test may want otherwise in its server.</summary>
public sealed record GrpcTestServerSetup
{
    /// <summary>Options of gRPC.</summary>
    public Action<GrpcServiceOptions> Grpc { get; init; } = _ => { };

    /// <summary>Options of Kestrel.</summary>
    public Action<KestrelServerOptions> Kestrel { get; init; } = _ => { };

    /// <summary>More services.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>Caps of <see cref="EchoService"/>.</summary>
    public EchoLimits Echo { get; init; } = new();

    /// <summary>What the port speaks, without TLS.</summary>
    public HttpProtocols Protocols { get; init; } = HttpProtocols.Http2;

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>The least level that is logged.</summary>
    public LogLevel LeastLogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Which of these lines are kept.</summary>
    public Predicate<LogLine> KeepsLog { get; init; } = _ => true;
}
