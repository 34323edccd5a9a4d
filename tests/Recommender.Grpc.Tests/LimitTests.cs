using Grpc.Core;
using Grpc.Net.Client;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Tests;

public sealed class LimitTests
{
    private const int Limit = 1000;

    [Theory]
    [InlineData(Limit, StatusCode.OK)]
    [InlineData(Limit + 1, StatusCode.ResourceExhausted)]
    public async Task Of_what_the_server_receives(int length, StatusCode expected) => Assert.Equal(
        expected, await CallAsync(length, new() { Grpc = options => options.MaxReceiveMessageSize = Limit }, new()));

    [Theory]
    [InlineData(Limit, StatusCode.OK)]
    [InlineData(Limit + 1, StatusCode.ResourceExhausted)]
    public async Task Of_what_the_server_sends(int length, StatusCode expected) => Assert.Equal(
        expected, await CallAsync(length, new() { Grpc = options => options.MaxSendMessageSize = Limit }, new()));

    [Theory]
    [InlineData(Limit, StatusCode.OK)]
    [InlineData(Limit + 1, StatusCode.ResourceExhausted)]
    public async Task Of_what_the_client_receives(int length, StatusCode expected) =>
        Assert.Equal(expected, await CallAsync(length, new(), new GrpcChannelOptions { MaxReceiveMessageSize = Limit }));

    [Theory]
    [InlineData(Limit, StatusCode.OK)]
    [InlineData(Limit + 1, StatusCode.ResourceExhausted)]
    public async Task Of_what_the_client_sends(int length, StatusCode expected) =>
        Assert.Equal(expected, await CallAsync(length, new(), new GrpcChannelOptions { MaxSendMessageSize = Limit }));

    [Fact]
    public async Task Is_four_mebibytes_for_what_comes_in_unless_told_otherwise()
    {
        Assert.Equal(StatusCode.OK, await CallAsync(4 << 20, new(), new()));
        Assert.Equal(StatusCode.ResourceExhausted, await CallAsync((4 << 20) + 1, new(), new()));
    }

    [Fact]
    public async Task Can_be_lifted_beyond_what_the_web_server_takes_in_one_request()
    {
        GrpcStack.MustBeOurs("leave the limit of the web server in force");
        const int large = 40_000_000;

        Assert.Equal(StatusCode.OK, await CallAsync(
            large,
            new() { Grpc = options => options.MaxReceiveMessageSize = null },
            new GrpcChannelOptions { MaxReceiveMessageSize = null }));
    }

    [Fact]
    public async Task Is_told_from_the_length_alone_before_the_message_has_come() =>
        Assert.Equal(StatusCode.ResourceExhausted, await AnnounceAsync(5_000_000));

    [Fact]
    public async Task Is_told_from_the_greatest_length_that_can_be_announced()
    {
        GrpcStack.MustBeOurs("answer UNKNOWN to a length of 2 GiB or more");
        Assert.Equal(StatusCode.ResourceExhausted, await AnnounceAsync(uint.MaxValue));
    }

    private static async Task<StatusCode> AnnounceAsync(uint length)
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);
        var stream = client.NextStream();
        await client.Connection.TrySendAsync(
            Frames.Headers(stream, GrpcHeaders.Request("/test.Strings/Unary")),
            Frames.Data(stream, GrpcFraming.Frame([], flag: 0, claimedLength: length), endStream: false));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var response = await client.ReceiveAsync(stream, patience.Token);
        return (StatusCode)Assert.NotNull(response.GrpcStatus);
    }

    private static async Task<StatusCode> CallAsync(int length, GrpcTestServerSetup setup, GrpcChannelOptions options)
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)), setup, options);
        using var call = pair.Channel.Unary(new string('x', length), new CallOptions(deadline: Pair.Patience));
        try
        {
            Assert.Equal(length, (await call).Length);
        }
        catch (RpcException failure)
        {
            return failure.StatusCode;
        }

        return call.GetStatus().StatusCode;
    }
}
