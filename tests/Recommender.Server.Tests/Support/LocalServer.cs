using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recommender.Server.Hosting;
using Recommender.Server.Options;

namespace Recommender.Server.Tests.Support;

/// <summary>The server as the program puts it together, in this process, on a free port, with the zoo as one more service.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private LocalServer(WebApplication app)
    {
        App = app;
        Address = new Uri(app.Urls.Single());
        Channel = GrpcChannel.ForAddress(Address);
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    public GrpcChannel Channel { get; }

    public static async Task<LocalServer> StartAsync(ServerOptions? options = null, ZooService? zoo = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(zoo ?? new ZooService());
        var app = ServerHost.Build(builder, (options ?? new ServerOptions()) with { Port = 0 });
        app.MapGrpcService<ZooService>();
        await app.StartAsync();
        return new LocalServer(app);
    }

    public T Service<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await App.DisposeAsync();
    }
}
