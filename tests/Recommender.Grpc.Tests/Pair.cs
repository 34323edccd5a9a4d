using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Recommender.TestKit.Hosting;

namespace Recommender.Grpc.Tests;

/// <summary>A server with one service, and a channel to it.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private Pair(GrpcTestServer server, GrpcChannel channel)
    {
        Server = server;
        Channel = channel;
    }

    public GrpcTestServer Server { get; }

    public GrpcChannel Channel { get; }

    /// <summary>A moment after which a test would rather fail than wait.</summary>
    public static DateTime Patience => DateTime.UtcNow.AddSeconds(30);

    public static Task<Pair> StartAsync(
        ServerServiceDefinition service, GrpcTestServerSetup? setup = null, GrpcChannelOptions? options = null) =>
        StartAsync(app => app.MapGrpcService(service), setup, options);

    public static async Task<Pair> StartAsync(
        Action<WebApplication> map, GrpcTestServerSetup? setup = null, GrpcChannelOptions? options = null)
    {
        var server = await GrpcTestServer.StartAsync(map, setup);
        return new Pair(server, GrpcChannel.ForAddress(server.Address, options ?? new GrpcChannelOptions()));
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await Server.DisposeAsync();
    }
}
