using System.Net;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Recommender.Server.Catalogs;
using Recommender.Server.Decisions;
using Recommender.Server.Health;
using Recommender.Server.Members;
using Recommender.Server.Members.Events;
using Recommender.Server.Options;
using Recommender.Server.Pages;
using Recommender.Server.Reflection;

namespace Recommender.Server.Hosting;

/// <summary>Puts the server together: Kestrel, the gRPC services, health.</summary>
public static class ServerHost
{
    /// <summary>A server ready to be started. More services may be mapped before that; reflection and health show them too.</summary>
    /// <param name="builder">Brings configuration and logging.</param>
    /// <param name="options">Checked options.</param>
    /// <param name="data">What is served; stays the caller's.</param>
    public static WebApplication Build(WebApplicationBuilder builder, ServerOptions options, ServedData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Build(builder, options, data, new IPEndPoint(IPAddress.Parse(options.Address), options.Port));
    }

    /// <summary>One that listens elsewhere than the options say.</summary>
    internal static WebApplication Build(WebApplicationBuilder builder, ServerOptions options, ServedData data, EndPoint place)
    {
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options, place));
        // What the transport reads and sends goes on where it is: of HTTP/2 only frames are read there, and every call is given a thread anyway.
        builder.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.DrainSeconds));
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = options.MaxReceiveBytes;
            grpc.MaxSendMessageSize = options.MaxSendBytes;
        });
        builder.Services.AddCatalog(data.State);
        builder.Services.AddMembers(options);
        builder.Services.AddSingleton<PageWorkspaces>();
        builder.Services.AddSingleton(data.Decisions.Recorder);
        builder.Services.AddSingleton(data.Decisions.Artworks);
        builder.Services.AddSingleton<IEventObserver, OutcomeObserver>();
        builder.Services.AddSingleton<RecommendationService>();
        builder.Services.AddSingleton<HealthRegistry>();
        builder.Services.AddSingleton(services =>
            new DescriptorIndex(ServedServices.Descriptors(services.GetRequiredService<EndpointDataSource>())));

        var app = builder.Build();
        app.MapServices();
        app.Services.GetRequiredService<MemberService>();   // its upkeep begins with the server, not with the first call
        app.Lifetime.ApplicationStarted.Register(() => ReportServing(app.Services));
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<HealthRegistry>().Stop);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, ServerOptions options, EndPoint place)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = options.MaxStreamsPerConnection;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(options.KeepAlivePingDelaySeconds);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(options.KeepAlivePingTimeoutSeconds);
        kestrel.Listen(place, endpoint => endpoint.Protocols = HttpProtocols.Http2);
    }

    private static void ReportServing(IServiceProvider services)
    {
        var registry = services.GetRequiredService<HealthRegistry>();
        foreach (var name in services.GetRequiredService<DescriptorIndex>().ServiceNames)
            registry.Set(name, HealthCheckResponse.Types.ServingStatus.Serving);
        registry.Set("", HealthCheckResponse.Types.ServingStatus.Serving);
    }
}
