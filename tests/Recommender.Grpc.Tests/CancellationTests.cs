using Grpc.Core;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Tests;

public sealed class CancellationTests
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task By_the_callers_token_reaches_the_handler()
    {
        var (handler, began, cancelled) = WaitingHandler();
        await using var pair = await Pair.StartAsync(StringService.Unary(handler));
        using var source = new CancellationTokenSource();

        var call = pair.Channel.Unary("", new CallOptions(cancellationToken: source.Token));
        await began.WaitAsync(InTime);
        await source.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        await cancelled.WaitAsync(InTime);
    }

    [Fact]
    public async Task By_disposing_of_the_call_reaches_the_handler()
    {
        var (handler, began, cancelled) = WaitingHandler();
        await using var pair = await Pair.StartAsync(StringService.Unary(handler));

        var call = pair.Channel.Unary("");
        await began.WaitAsync(InTime);
        call.Dispose();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await cancelled.WaitAsync(InTime);
    }

    [Fact]
    public async Task By_disposing_of_the_channel_ends_its_calls()
    {
        var (handler, began, cancelled) = WaitingHandler();
        await using var pair = await Pair.StartAsync(StringService.Unary(handler));

        var call = pair.Channel.Unary("");
        await began.WaitAsync(InTime);
        pair.Channel.Dispose();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        await cancelled.WaitAsync(InTime);
        Assert.Throws<ObjectDisposedException>(() => pair.Channel.Unary(""));
    }

    [Fact]
    public async Task By_a_token_that_was_cancelled_before_sends_nothing()
    {
        var calls = 0;
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) =>
        {
            calls++;
            return Task.FromResult(request);
        }));

        var call = pair.Channel.Unary("", new CallOptions(cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task After_the_first_response_ends_the_reading()
    {
        await using var pair = await Pair.StartAsync(StringService.Duplex(async (requests, responses, call) =>
        {
            while (await requests.MoveNext(call.CancellationToken)) await responses.WriteAsync(requests.Current);
        }));
        using var source = new CancellationTokenSource();
        using var call = pair.Channel.Duplex(new CallOptions(cancellationToken: source.Token));
        await call.RequestStream.WriteAsync("one");
        Assert.True(await call.ResponseStream.MoveNext());

        var reading = call.ResponseStream.MoveNext();
        await source.CancelAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await reading.WaitAsync(InTime));
        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        var refused = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync("two"));
        Assert.Equal(StatusCode.Cancelled, refused.StatusCode);
    }

    [Fact]
    public async Task By_the_token_of_one_read_ends_the_call()
    {
        await using var pair = await Pair.StartAsync(StringService.ServerStream(
            async (_, _, call) => await Task.Delay(Timeout.Infinite, call.CancellationToken)));
        using var source = new CancellationTokenSource(millisecondsDelay: 100);
        using var call = pair.Channel.ServerStream("");

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(source.Token).WaitAsync(InTime));

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
    }

    [Fact]
    public async Task By_a_reset_of_the_stream_reaches_the_handler()
    {
        var (handler, began, cancelled) = WaitingHandler();
        await using var pair = await Pair.StartAsync(StringService.Unary(handler));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);

        var stream = client.NextStream();
        await client.Connection.TrySendAsync(
            Frames.Headers(stream, GrpcHeaders.Request("/test.Strings/Unary")),
            Frames.Data(stream, GrpcFraming.Frame("x"u8), endStream: true));
        await began.WaitAsync(InTime);
        await client.Connection.TrySendAsync(Frames.Reset(stream, Http2Error.Cancel));

        await cancelled.WaitAsync(InTime);
    }

    private static (UnaryServerMethod<string, string> Handler, Task Began, Task Cancelled) WaitingHandler()
    {
        var began = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        return (Handler, began.Task, cancelled.Task);

        async Task<string> Handler(string request, ServerCallContext call)
        {
            began.SetResult();
            await using var on = call.CancellationToken.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, call.CancellationToken);
            return request;
        }
    }
}
