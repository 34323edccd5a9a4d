using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Server.Artworks;
using Recommender.Server.Hosting;
using Recommender.Server.Options;

namespace Recommender.Server.Tests.Support;

/// <summary>The server as the program puts it together, in this process, on a free port, over a small sample world, with the zoo as one more service.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly TinyWorld _world;
    private readonly ServedData _data;

    private LocalServer(TinyWorld world, ServedData data, WebApplication app)
    {
        (_world, _data, App) = (world, data, app);
        Address = new Uri(app.Urls.Single());
        Channel = GrpcChannel.ForAddress(Address);
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    public GrpcChannel Channel { get; }

    public static async Task<LocalServer> StartAsync(ServerOptions? options = null, ZooService? zoo = null, TimeProvider? time = null) => await StartAsync(await TinyWorld.CopyAsync(), options, zoo, time);

    /// <summary>The server over a world that is there.</summary>
    public static async Task<LocalServer> StartAsync(TinyWorld world, ServerOptions? options = null, ZooService? zoo = null, TimeProvider? time = null)
    {
        var data = await ServedData.OpenAsync(world.Options, new StartProgress(TextWriter.Null, terminal: false), NullLogger.Instance, CancellationToken.None);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(zoo ?? new ZooService());
        if (time is not null) builder.Services.AddSingleton(time);
        var app = ServerHost.Build(builder, (options ?? new ServerOptions()) with { Port = 0 }, data);
        app.MapGrpcService<ZooService>();
        await app.StartAsync();
        return new LocalServer(world, data, app);
    }

    public T Service<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public IEnumerable<T> Services<T>() => App.Services.GetServices<T>();

    /// <summary>Who learns from artworks.</summary>
    public ArtworkLearning Learning => _data.Decisions.Learning!;

    /// <summary>The files as they are now, as a killed process leaves them.</summary>
    public TinyWorld CopyOfFolder() => _world.CopyAsKilled();

    /// <summary>Where decisions are logged.</summary>
    public string DecisionFolder => Path.Combine(_world.Data, "live", "decisions");

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await App.DisposeAsync();
        await _data.DisposeAsync();
        _world.Dispose();
    }
}
