using System.Net;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Recommender.Benchmarks.Calls;

/// <summary>One Kestrel on the loopback with the echo over gRPC and over plain HTTP/2, and a client of each.</summary>
internal sealed class EchoWorld : IAsyncDisposable
{
    private const string BarePath = "/bare";

    private readonly WebApplication _server;
    private readonly GrpcChannel _channel;
    private readonly Echo.EchoClient _grpc;
    private readonly HttpClient _bare;

    private EchoWorld(WebApplication server)
    {
        var address = server.Urls.Single();
        _server = server;
        _channel = GrpcChannel.ForAddress(address);
        _grpc = new Echo.EchoClient(_channel);
        _bare = new HttpClient { BaseAddress = new Uri(address) };
    }

    public static async Task<EchoWorld> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();

        var server = builder.Build();
        server.MapGrpcService<EchoService>();
        server.MapPost(BarePath, context => context.Request.BodyReader.CopyToAsync(context.Response.BodyWriter));
        await server.StartAsync();
        return new EchoWorld(server);
    }

    /// <summary>A call as generated code makes it.</summary>
    public async Task<Payload> CallAsync(Payload request) => await _grpc.RepeatAsync(request);

    /// <summary>The same bytes there and back with nothing but HTTP/2.</summary>
    public async Task<byte[]> PostAsync(byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, BarePath)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        using var response = await _bare.SendAsync(request);
        return await response.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _bare.Dispose();
        _channel.Dispose();
        await _server.DisposeAsync();
    }
}
