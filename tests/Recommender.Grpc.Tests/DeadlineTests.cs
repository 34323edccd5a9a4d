using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Tests;

public sealed class DeadlineTests
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Reaches_the_handler_as_the_moment_that_the_client_means()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((_, call) => Task.FromResult(call.Deadline.ToString("O"))));
        var deadline = DateTime.UtcNow.AddMinutes(7);

        var seen = DateTime.Parse(await pair.Channel.Unary("", new CallOptions(deadline: deadline)), null).ToUniversalTime();

        Assert.InRange(seen - deadline, TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Is_the_end_of_time_without_one()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((_, call) => Task.FromResult(call.Deadline.Ticks.ToString())));

        Assert.Equal(DateTime.MaxValue.Ticks.ToString(), await pair.Channel.Unary(""));
    }

    [Fact]
    public async Task Cancels_the_handler()
    {
        var cancelled = new TaskCompletionSource();
        await using var pair = await Pair.StartAsync(StringService.Unary(async (_, call) =>
        {
            await using var on = call.CancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
            return "";
        }));

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await pair.Channel.Unary("", new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(200))));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        await cancelled.Task.WaitAsync(InTime);
    }

    [Theory]
    [InlineData("Unary", false)]
    [InlineData("ServerStream", true)]
    public async Task Ends_the_call_on_the_wire_in_time_though_the_handler_ignores_it(string method, bool hasWritten)
    {
        var release = new TaskCompletionSource();
        await using var server = await GrpcTestServer.StartAsync(app =>
        {
            app.MapGrpcService(StringService.Unary(async (request, _) =>
            {
                await release.Task;
                return request;
            }));
            app.MapGrpcService(StringService.ServerStream(async (request, responses, _) =>
            {
                await responses.WriteAsync(request);
                await release.Task;
            }));
        });
        using var client = await RawClient.ConnectAsync(server.Port);

        var clock = Stopwatch.StartNew();
        using var patience = new CancellationTokenSource(InTime);
        var response = await client.CallAsync(
            GrpcHeaders.Request($"/test.Strings/{method}", new HeaderField("grpc-timeout", "300m")), GrpcFraming.Frame("x"u8), patience.Token);
        release.SetResult();

        Assert.Equal((int)StatusCode.DeadlineExceeded, response.GrpcStatus);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(295), InTime);
        Assert.Equal(hasWritten ? 1 : 0, response.Messages.Count);
        Assert.True(await client.SettleAsync(patience.Token));
    }

    [Theory]
    [InlineData("99999999H")]
    [InlineData("99999999S")]
    [InlineData("1M")]
    public async Task May_be_as_far_away_as_the_protocol_can_say(string timeout) =>
        Assert.Equal((int)StatusCode.OK, (await CallWithTimeoutAsync(timeout)).GrpcStatus);

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("S")]
    [InlineData("-1S")]
    [InlineData("1.5S")]
    [InlineData("5s")]
    [InlineData("999999999S")]
    public async Task Is_refused_when_it_is_none(string timeout)
    {
        GrpcStack.MustBeOurs("take such a call for one without a deadline");

        var response = await CallWithTimeoutAsync(timeout);

        Assert.Equal((int)StatusCode.Internal, response.GrpcStatus);
        Assert.Contains("grpc-timeout", response.GrpcMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_the_call_at_the_client_in_time_though_the_server_never_answers()
    {
        await using var server = RawServer.Start(async (connection, stop) => await Task.Delay(Timeout.Infinite, stop));
        using var channel = GrpcChannel.ForAddress(server.Address);

        var clock = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await channel.Unary("", new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(300))));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(290), InTime);
    }

    // The timer of the call fires at about the same time: in most rounds the connection is the first that tells.
    [Fact]
    public async Task Is_why_a_call_ended_whose_connection_fails_once_it_has_passed()
    {
        GrpcStack.MustBeOurs("may answer UNAVAILABLE");
        using var handler = new FailsLate();
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = handler });

        for (var round = 0; round < 50; round++)
        {
            handler.Deadline = DateTime.UtcNow.AddMilliseconds(5);
            var failure = await Assert.ThrowsAsync<RpcException>(async () => await channel.Unary("", new CallOptions(deadline: handler.Deadline)));
            Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        }
    }

    [Fact]
    public async Task Fails_a_call_at_once_when_it_has_passed_already()
    {
        var calls = 0;
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) =>
        {
            Interlocked.Increment(ref calls);
            return Task.FromResult(request);
        }));

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await pair.Channel.Unary("", new CallOptions(deadline: DateTime.UtcNow.AddSeconds(-1))));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Drops_what_a_late_handler_answers_and_the_connection_goes_on()
    {
        var release = new TaskCompletionSource();
        await using var pair = await Pair.StartAsync(StringService.Unary(async (request, _) =>
        {
            if (request == "late") await release.Task;
            return request;
        }));

        var late = pair.Channel.Unary("late", new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(100)));
        await Assert.ThrowsAsync<RpcException>(async () => await late);
        release.SetResult();

        for (var i = 0; i < 100; i++)
            Assert.Equal("next", await pair.Channel.Unary("next", new CallOptions(deadline: Pair.Patience)));
    }

    [Fact]
    public async Task Must_be_in_UTC()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)));

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await pair.Channel.Unary("", new CallOptions(deadline: DateTime.Now.AddSeconds(5))));
    }

    private static async Task<RawResponse> CallWithTimeoutAsync(string timeout)
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);
        return await client.CallAsync(
            GrpcHeaders.Request("/test.Strings/Unary", new HeaderField("grpc-timeout", timeout)), GrpcFraming.Frame("x"u8));
    }

    /// <summary>A connection that breaks at a deadline, and not a moment before.</summary>
    private sealed class FailsLate : HttpMessageHandler
    {
        public DateTime Deadline { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            SpinWait.SpinUntil(() => DateTime.UtcNow >= Deadline);
            throw new HttpRequestException("The connection broke.", new IOException("It was closed."));
        }
    }
}
