using Grpc.Core;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Tests;

public sealed class FramingTests
{
    public static TheoryData<string, byte[]> BrokenUnaryBodies => new()
    {
        { "nothing", [] },
        { "half a prefix", [0, 0, 0] },
        { "half a message", GrpcFraming.Frame("xxxx"u8)[..^2] },
        { "two messages", [.. GrpcFraming.Frame("a"u8), .. GrpcFraming.Frame("b"u8)] },
        { "a message and a half", [.. GrpcFraming.Frame("a"u8), 0, 0] },
        { "a flag that is none", GrpcFraming.Frame("a"u8, flag: 2) },
    };

    [Theory]
    [MemberData(nameof(BrokenUnaryBodies))]
    public async Task Refuses_a_unary_request_that_is_not_one_whole_message(string what, byte[] body)
    {
        var calls = 0;
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult($"{request} {++calls}")));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);

        var response = await client.CallAsync(GrpcHeaders.Request("/test.Strings/Unary"), body);

        Assert.True(response.GrpcStatus is not (null or (int)StatusCode.OK), $"{what}: {response.GrpcStatus}");
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Reads_a_message_that_comes_one_byte_at_a_time()
    {
        await using var pair = await Pair.StartAsync(StringService.Unary((request, _) => Task.FromResult(request)));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);
        var stream = client.NextStream();
        var body = GrpcFraming.Frame("drop by drop"u8);

        await client.Connection.TrySendAsync(Frames.Headers(stream, GrpcHeaders.Request("/test.Strings/Unary")));
        for (var i = 0; i < body.Length; i++)
        {
            await client.Connection.TrySendAsync(Frames.Data(stream, body.AsMemory(i, 1), endStream: i == body.Length - 1));
            Assert.True(await client.SettleAsync());
        }

        var response = await client.ReceiveAsync(stream);
        Assert.Equal("drop by drop"u8.ToArray(), Assert.Single(response.Messages).Payload.ToArray());
    }

    [Fact]
    public async Task Gives_a_stream_of_requests_that_breaks_off_the_messages_before_the_break()
    {
        var seen = new List<string>();
        await using var pair = await Pair.StartAsync(StringService.ClientStream(async (requests, _) =>
        {
            while (await requests.MoveNext()) seen.Add(requests.Current);
            return "all";
        }));
        using var client = await RawClient.ConnectAsync(pair.Server.Port);

        var response = await client.CallAsync(
            GrpcHeaders.Request("/test.Strings/ClientStream"),
            (byte[])[.. GrpcFraming.Frame("a"u8), .. GrpcFraming.Frame("b"u8), .. GrpcFraming.Frame("cut"u8)[..^1]]);

        Assert.NotEqual((int)StatusCode.OK, response.GrpcStatus);
        Assert.Equal(["a", "b"], seen);
    }

    [Fact]
    public async Task Lets_one_read_and_one_write_happen_at_a_time()
    {
        await using var pair = await Pair.StartAsync(StringService.Duplex(async (requests, responses, _) =>
        {
            var first = requests.MoveNext();
            var second = await Record.ExceptionAsync(() => requests.MoveNext());
            await responses.WriteAsync(second?.GetType().Name ?? "two reads");
            await first;
        }));
        using var call = pair.Channel.Duplex(new CallOptions(deadline: Pair.Patience));

        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(nameof(InvalidOperationException), call.ResponseStream.Current);
        await call.RequestStream.CompleteAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync("after the end"));
    }

    [Fact]
    public async Task Refuses_a_serializer_that_writes_another_length_than_it_said()
    {
        var lying = Marshallers.Create(
            (string _, SerializationContext context) =>
            {
                context.SetPayloadLength(10);
                var writer = context.GetBufferWriter();
                writer.GetSpan(4)[..4].Clear();
                writer.Advance(4);
                context.Complete();
            },
            context => context.PayloadLength.ToString());
        var method = new Method<string, string>(MethodType.Unary, "test.Strings", "Lying", Marshallers.StringMarshaller, lying);
        await using var pair = await Pair.StartAsync(ServerServiceDefinition.CreateBuilder()
            .AddMethod(method, (string request, ServerCallContext _) => Task.FromResult(request)).Build());

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await pair.Channel.CreateCallInvoker()
            .AsyncUnaryCall(method, null, new CallOptions(deadline: Pair.Patience), "x"));

        Assert.NotEqual(StatusCode.OK, failure.StatusCode);
    }

    [Fact]
    public async Task Takes_a_serializer_that_says_no_length()
    {
        var growing = Marshallers.Create(
            (string text, SerializationContext context) =>
            {
                var writer = context.GetBufferWriter();
                foreach (var c in text)
                {
                    writer.GetSpan(1)[0] = (byte)c;
                    writer.Advance(1);
                }

                context.Complete();
            },
            context => System.Text.Encoding.ASCII.GetString(context.PayloadAsNewBuffer()));
        var method = new Method<string, string>(MethodType.Unary, "test.Strings", "Growing", growing, growing);
        await using var pair = await Pair.StartAsync(ServerServiceDefinition.CreateBuilder()
            .AddMethod(method, (string request, ServerCallContext _) => Task.FromResult(request)).Build());
        var text = new string('y', 10_000);

        Assert.Equal(text, await pair.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(deadline: Pair.Patience), text));
    }
}
