using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Recommender.TestKit.Hosting;

/// <summary>A Kestrel in this process that speaks gRPC over cleartext HTTP/2 on a free loopback port.</summary>
public sealed class GrpcTestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GrpcTestServer(WebApplication app, LogCollector logs)
    {
        _app = app;
        Logs = logs;
        Address = new Uri(app.Urls.Single());
    }

    /// <summary>The address for a client.</summary>
    public Uri Address { get; }

    /// <summary>The port.</summary>
    public int Port => Address.Port;

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Calls of <see cref="EchoService"/>.</summary>
    public CallLedger Calls => Services.GetRequiredService<CallLedger>();

    /// <summary>What the server has logged.</summary>
    public LogCollector Logs { get; }

    /// <summary>Starts a server with <see cref="EchoService"/> and nothing else.</summary>
    public static Task<GrpcTestServer> StartEchoAsync(GrpcTestServerSetup? setup = null) =>
        StartAsync(app => app.MapGrpcService<EchoService>(), setup);

    /// <summary>Starts a server with what <paramref name="map"/> maps.</summary>
    public static async Task<GrpcTestServer> StartAsync(Action<WebApplication> map, GrpcTestServerSetup? setup = null)
    {
        setup ??= new GrpcTestServerSetup();
        var logs = new LogCollector(setup.LeastLogLevel, setup.KeepsLog);
        var app = Build(setup, logs);
        map(app);
        await app.StartAsync();
        return new GrpcTestServer(app, logs);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    // The empty builder reads no settings from files or the environment: a test means what it says.
    private static WebApplication Build(GrpcTestServerSetup setup, LogCollector logs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, setup.Port, port => port.Protocols = setup.Protocols);
            setup.Kestrel(kestrel);
        });
        builder.Logging.SetMinimumLevel(setup.LeastLogLevel).AddProvider(logs);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<CallLedger>().AddSingleton(setup.Echo);
        builder.Services.AddGrpc(setup.Grpc);
        setup.Services(builder.Services);
        return builder.Build();
    }
}
