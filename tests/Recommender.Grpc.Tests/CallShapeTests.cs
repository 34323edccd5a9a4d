using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Hosting;

namespace Recommender.Grpc.Tests;

public sealed class CallShapeTests : IAsyncLifetime
{
    private Pair _pair = null!;
    private Echo.EchoClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _pair = await Pair.StartAsync(app => app.MapGrpcService<EchoService>());
        _client = new Echo.EchoClient(_pair.Channel);
    }

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(3_000_000)]
    public async Task Unary_answers_with_the_bytes_that_were_sent(int length)
    {
        var reply = await _client.UnaryAsync(new EchoRequest { Payload = Bytes(length) }, deadline: Pair.Patience);

        Assert.Equal(Bytes(length), reply.Payload);
    }

    [Fact]
    public void A_blocking_unary_call_answers_too() =>
        Assert.Equal(Bytes(10), _client.Unary(new EchoRequest { Payload = Bytes(10) }, deadline: Pair.Patience).Payload);

    [Fact]
    public async Task Client_streaming_joins_all_that_was_written()
    {
        using var call = _client.ClientStream(deadline: Pair.Patience);
        for (var i = 0; i < 100; i++) await call.RequestStream.WriteAsync(new EchoRequest { Payload = Bytes(i) });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(Enumerable.Range(0, 100).SelectMany(Bytes), (await call).Payload);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Server_streaming_reads_all_that_was_sent_in_order()
    {
        using var call = _client.ServerStream(new EchoRequest { Payload = Bytes(50_000), Replies = 200 }, deadline: Pair.Patience);

        var numbers = new List<int>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal(50_000, reply.Payload.Length);
            numbers.Add(reply.Number);
        }

        Assert.Equal(Enumerable.Range(0, 200), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Duplex_answers_each_request_before_the_next_is_written()
    {
        using var call = _client.Duplex(deadline: Pair.Patience);
        for (var i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Payload = Bytes(i) });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(Bytes(i), call.ResponseStream.Current.Payload);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task A_stream_without_messages_ends_with_OK()
    {
        using var call = _client.Duplex(deadline: Pair.Patience);
        await call.RequestStream.CompleteAsync();

        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_thousand_streams_at_once_all_answer_though_one_connection_takes_a_hundred()
    {
        var calls = Enumerable.Range(0, 1000).Select(async i =>
        {
            using var call = _client.Duplex(deadline: Pair.Patience);
            await call.RequestStream.WriteAsync(new EchoRequest { Payload = Bytes(i) });
            Assert.True(await call.ResponseStream.MoveNext());
            return (call.ResponseStream.Current.Payload.Length, i);
        });

        Assert.All(await Task.WhenAll(calls), pair => Assert.Equal(pair.i, pair.Length));
    }

    [Fact]
    public async Task A_request_may_be_changed_once_the_call_has_begun()
    {
        GrpcStack.MustBeOurs("serialise a request only when a connection takes it");
        var request = new EchoRequest { Payload = Bytes(10) };
        using var call = _client.UnaryAsync(request, deadline: Pair.Patience);
        request.Payload = Bytes(20);

        Assert.Equal(Bytes(10), (await call).Payload);
    }

    private static ByteString Bytes(int length) => ByteString.CopyFrom([.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))]);
}
