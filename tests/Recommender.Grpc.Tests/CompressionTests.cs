using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Tests;

public sealed class CompressionTests
{
    private const string Path = "/test.Strings/Unary";
    private static readonly string Long = new('x', 20_000);

    private static readonly GrpcTestServerSetup Gzip = new() { Grpc = options => options.ResponseCompressionAlgorithm = "gzip" };

    [Fact]
    public async Task Of_responses_happens_when_the_client_accepts_it()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)), Gzip);
        using var client = await RawClient.ConnectAsync(pair.Server.Port);
        var body = GrpcFraming.Frame("aaaa"u8);

        var accepted = await client.CallAsync(GrpcHeaders.Request(Path, new HeaderField("grpc-accept-encoding", "identity, gzip")), body);
        var refused = await client.CallAsync(GrpcHeaders.Request(Path, new HeaderField("grpc-accept-encoding", "identity,deflate")), body);
        var silent = await client.CallAsync(GrpcHeaders.Request(Path), body);

        Assert.Equal("gzip", accepted.Header("grpc-encoding"));
        Assert.Equal(1, accepted.Messages[0].Flag);
        Assert.Equal("aaaa"u8.ToArray(), GrpcFraming.Gunzip(accepted.Messages[0].Payload));
        Assert.All([refused, silent], response =>
        {
            Assert.Null(response.Header("grpc-encoding"));
            Assert.Equal(0, response.Messages[0].Flag);
            Assert.Equal("aaaa"u8.ToArray(), response.Messages[0].Payload.ToArray());
        });
    }

    [Fact]
    public async Task Of_one_response_can_be_left_out()
    {
        await using var pair = await Pair.StartAsync(
            StringService.ServerStream(async (request, responses, _) =>
            {
                await responses.WriteAsync(request);
                responses.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
                await responses.WriteAsync(request);
            }),
            Gzip);
        using var client = await RawClient.ConnectAsync(pair.Server.Port);

        var response = await client.CallAsync(
            GrpcHeaders.Request("/test.Strings/ServerStream", new HeaderField("grpc-accept-encoding", "gzip")), GrpcFraming.Frame("aaaa"u8));

        Assert.Equal([1, 0], response.Messages.Select(message => (int)message.Flag));
    }

    [Fact]
    public async Task Of_responses_is_undone_by_the_client()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)), Gzip);

        Assert.Equal(Long, await pair.Channel.Unary(Long, new CallOptions(deadline: Pair.Patience)));
    }

    [Fact]
    public async Task Of_requests_happens_when_the_call_asks_for_it_and_is_undone_by_the_server()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, call) => Task.FromResult(
            $"{call.GetHttpContext().Request.Headers["grpc-encoding"]} {request.Length}")));
        var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };

        Assert.Equal("gzip 20000", await pair.Channel.Unary(Long, new CallOptions(headers, Pair.Patience)));
    }

    [Fact]
    public async Task By_a_name_that_the_server_does_not_know_is_unimplemented_and_says_what_is()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);

        var response = await client.CallAsync(
            GrpcHeaders.Request(Path, new HeaderField("grpc-encoding", "zopfli")), GrpcFraming.Frame("aaaa"u8, flag: 1));

        Assert.Equal((int)StatusCode.Unimplemented, response.GrpcStatus);
        Assert.Contains("gzip", response.Header("grpc-accept-encoding"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    public async Task Flagged_but_not_named_is_refused(string? encoding)
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);
        HeaderField[] more = encoding is null ? [] : [new HeaderField("grpc-encoding", encoding)];

        var response = await client.CallAsync(GrpcHeaders.Request(Path, more), GrpcFraming.Frame("aaaa"u8, flag: 1));

        Assert.Equal((int)StatusCode.Internal, response.GrpcStatus);
    }

    [Fact]
    public async Task Of_damaged_bytes_is_refused()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);

        var response = await client.CallAsync(
            GrpcHeaders.Request(Path, new HeaderField("grpc-encoding", "gzip")), GrpcFraming.Frame("no gzip at all"u8, flag: 1));

        Assert.NotEqual((int)StatusCode.OK, response.GrpcStatus);
    }

    [Fact]
    public async Task Does_not_hide_a_message_that_is_too_large_from_the_server()
    {
        const int limit = 100_000;
        const int largestFrame = 16_384;
        var bomb = GrpcFraming.Gzip(new byte[10 * limit]);
        Assert.InRange(bomb.Length, 1, largestFrame - GrpcFraming.PrefixLength);
        await using var pair = await Pair.StartAsync(
            StringService.Unary((request, _) => Task.FromResult(request)),
            new() { Grpc = options => options.MaxReceiveMessageSize = limit });
        using var client = await RawClient.ConnectAsync(pair.Server.Port);

        var response = await client.CallAsync(
            GrpcHeaders.Request(Path, new HeaderField("grpc-encoding", "gzip")), GrpcFraming.Frame(bomb, flag: 1));

        Assert.Equal((int)StatusCode.ResourceExhausted, response.GrpcStatus);
    }

    [Fact]
    public async Task Does_not_hide_a_message_that_is_too_large_from_the_client()
    {
        await using var pair = await Pair.StartAsync(
            app => app.MapGrpcService<EchoService>(),
            Gzip with { Grpc = options => (options.ResponseCompressionAlgorithm, options.MaxReceiveMessageSize) = ("gzip", null) },
            new GrpcChannelOptions { MaxReceiveMessageSize = 10_000 });
        var client = new Echo.EchoClient(pair.Channel);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await client.UnaryAsync(
            new EchoRequest { Payload = ByteString.CopyFrom(new byte[5_000_000]) }, deadline: Pair.Patience));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }
}
