using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Tests;

/// <summary>What a caller sees when the other side is broken, away, or no gRPC server.</summary>
public sealed class ClientTransportTests
{
    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(418, StatusCode.Unknown)]
    public async Task Maps_an_HTTP_status_as_the_specification_does(int http, StatusCode expected) =>
        Assert.Equal(expected, (await FailureAsync(app => app.Run(context =>
        {
            context.Response.StatusCode = http;
            return Task.CompletedTask;
        }))).StatusCode);

    [Fact]
    public async Task Names_the_content_type_of_an_answer_that_is_not_grpc() =>
        Assert.Contains("text/html", (await FailureAsync(app => app.Run(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<h1>gateway</h1>");
        }))).Status.Detail, StringComparison.Ordinal);

    [Fact]
    public async Task Fails_a_call_whose_answer_has_no_status() =>
        Assert.NotEqual(StatusCode.OK, (await FailureAsync(app => app.Run(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(GrpcFraming.Frame("x"u8));
        }))).StatusCode);

    [Theory]
    [InlineData(Http2Error.Internal, StatusCode.Internal)]
    [InlineData(Http2Error.RefusedStream, StatusCode.Unavailable)]
    [InlineData(Http2Error.Cancel, StatusCode.Cancelled)]
    [InlineData(Http2Error.EnhanceYourCalm, StatusCode.ResourceExhausted)]
    [InlineData(Http2Error.InadequateSecurity, StatusCode.PermissionDenied)]
    public async Task Maps_a_reset_as_the_specification_does(Http2Error error, StatusCode expected)
    {
        await using var server = RawServer.Start(async (connection, stop) =>
        {
            await connection.Reader.ReadBytesAsync(RawConnection.Preface.Length, stop);
            await connection.TrySendAsync(Frames.Settings());
            while (await connection.Reader.ReadAsync(stop) is { } frame)
                if (frame.Type == FrameType.Headers) await connection.TrySendAsync(Frames.Reset(frame.StreamId, error));
        });

        Assert.Equal(expected, (await FailureAsync(server.Address)).StatusCode);
    }

    [Fact]
    public async Task Is_unavailable_when_nobody_listens()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        Assert.Equal(StatusCode.Unavailable, (await FailureAsync(new Uri($"http://127.0.0.1:{port}"))).StatusCode);
    }

    [Fact]
    public async Task Is_unavailable_when_the_connection_breaks_in_the_middle()
    {
        await using var server = RawServer.Start(async (connection, stop) =>
        {
            await connection.Reader.ReadBytesAsync(RawConnection.Preface.Length, stop);
            await connection.TrySendAsync(Frames.Settings());
            while (await connection.Reader.ReadAsync(stop) is { } frame)
            {
                if (frame.Type != FrameType.Headers) continue;
                await connection.TrySendAsync(Frames.Headers(frame.StreamId, GrpcHeaders.Response()));
                return;
            }
        });

        Assert.Equal(StatusCode.Unavailable, (await FailureAsync(server.Address)).StatusCode);
    }

    [Fact]
    public async Task Is_unavailable_when_pings_are_not_answered()
    {
        GrpcStack.MustBeOurs("answer INTERNAL");
        await using var server = RawServer.Start(async (connection, stop) =>
        {
            await connection.Reader.ReadBytesAsync(RawConnection.Preface.Length, stop);
            await connection.TrySendAsync(Frames.Settings());
            while (await connection.Reader.ReadAsync(stop) is not null) { }
        });
        using var handler = new SocketsHttpHandler
        {
            KeepAlivePingDelay = TimeSpan.FromSeconds(1),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(1),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        };

        Assert.Equal(StatusCode.Unavailable, (await FailureAsync(server.Address, new GrpcChannelOptions { HttpHandler = handler })).StatusCode);
    }

    [Fact]
    public async Task Goes_on_with_a_new_connection_after_the_server_was_away()
    {
        GrpcStack.MustBeOurs("refuse calls for a while before they connect again");
        var first = await GrpcTestServer.StartAsync(app => app.MapGrpcService(StringService.Unary((request, _) => Task.FromResult(request))));
        using var channel = GrpcChannel.ForAddress(first.Address);
        Assert.Equal("1", await channel.Unary("1", new CallOptions(deadline: Pair.Patience)));
        await first.DisposeAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await channel.Unary("2", new CallOptions(deadline: Pair.Patience)));
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);

        await using var second = await GrpcTestServer.StartAsync(
            app => app.MapGrpcService(StringService.Unary((request, _) => Task.FromResult(request))),
            new() { Port = first.Port });
        Assert.Equal("3", await channel.Unary("3", new CallOptions(deadline: Pair.Patience)));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("127.0.0.1:5080")]
    public void Refuses_an_address_that_is_not_http(string address) =>
        Assert.ThrowsAny<Exception>(() => GrpcChannel.ForAddress(address).Unary(""));

    private static async Task<RpcException> FailureAsync(Action<WebApplication> map)
    {
        await using var server = await GrpcTestServer.StartAsync(map);
        return await FailureAsync(server.Address);
    }

    private static async Task<RpcException> FailureAsync(Uri address, GrpcChannelOptions? options = null)
    {
        using var channel = GrpcChannel.ForAddress(address, options ?? new GrpcChannelOptions());
        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await channel.Unary("x", new CallOptions(deadline: Pair.Patience)));
        Assert.NotEqual(StatusCode.DeadlineExceeded, failure.StatusCode);
        return failure;
    }
}
