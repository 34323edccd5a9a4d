using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recommender.Server.Catalogs;
using Recommender.Server.Generations;
using Recommender.Storage.Data;
using Recommender.V1;

namespace Recommender.Server.Tests.Support;

/// <summary>Catalogue and models of a small world, served over the wire in this process.</summary>
internal sealed class CatalogServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly DataStore _store;

    private CatalogServer(WebApplication app, DataStore store, ServingState state)
    {
        (_app, _store, State) = (app, store, state);
        _channel = GrpcChannel.ForAddress(app.Urls.Single());
        (Catalog, Models) = (new V1.CatalogService.CatalogServiceClient(_channel), new V1.ModelService.ModelServiceClient(_channel));
    }

    public ServingState State { get; }

    public V1.CatalogService.CatalogServiceClient Catalog { get; }

    public V1.ModelService.ModelServiceClient Models { get; }

    public static async Task<CatalogServer> StartAsync(SmallWorld world, TimeProvider? time = null)
    {
        var store = world.OpenStore();
        var state = await Servings.OpenAsync(world, store);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, static endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        if (time is not null) builder.Services.AddSingleton(time);
        builder.Services.AddCatalog(state);
        var app = builder.Build();
        app.MapGrpcService<Server.Catalogs.CatalogService>();
        app.MapGrpcService<Server.Models.ModelService>();
        await app.StartAsync();
        return new CatalogServer(app, store, state);
    }

    /// <summary>Puts titles by one stream.</summary>
    public async Task<PutTitlesResponse> PutAsync(params IEnumerable<Title> titles)
    {
        using var call = Catalog.PutTitles();
        try
        {
            foreach (var title in titles) await call.RequestStream.WriteAsync(new PutTitlesRequest { Title = title });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception failure) when (failure is InvalidOperationException or RpcException)
        {
            // The server has answered before all was sent; the answer says why.
        }

        return await call.ResponseAsync.Soon();
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
        await State.DisposeAsync();
        await _store.DisposeAsync();
    }
}
