using Google.Protobuf;
using Grpc.Core;
using Recommender.Grpc.Hostile.Answers;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile;

/// <summary>Answers that keep HTTP/2's rules and break gRPC's. Where real clients differ, each of their statuses is allowed.</summary>
[Collection(nameof(Alone))]
public sealed class BadAnswerTests
{
    private static readonly byte[] Reply = new EchoReply { Payload = ByteString.CopyFrom(1, 2, 3) }.ToByteArray();
    private static readonly HeaderField[] Gzip = GrpcHeaders.Response(new HeaderField("grpc-encoding", "gzip"));

    public static TheoryData<string> Shapes => [.. EchoCalls.Shapes];

    [Theory, MemberData(nameof(Shapes))]
    public async Task An_answer_without_trailers_is_no_OK(string method)
    {
        var end = await AnswerAsync(method, GrpcHeaders.Response(), GrpcFraming.Frame(Reply), trailers: null);

        Assert.Contains(end.Code, new[] { StatusCode.Internal, StatusCode.Unknown, StatusCode.Cancelled });
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task Trailers_without_a_status_are_no_OK(string method)
    {
        var end = await AnswerAsync(method, GrpcHeaders.Response(), GrpcFraming.Frame(Reply), [new("x-trailer", "y")]);

        Assert.Contains(end.Code, new[] { StatusCode.Internal, StatusCode.Unknown, StatusCode.Cancelled });
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task A_length_of_4_GiB_is_refused_before_a_byte_of_it_comes(string method)
    {
        GrpcStack.MustBeOurs("answer INTERNAL");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var end = await AnswerAsync(method, GrpcHeaders.Response(), GrpcFraming.Frame(Reply, flag: 0, uint.MaxValue), GrpcHeaders.Trailers(0));

        Assert.Equal(StatusCode.ResourceExhausted, end.Code);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 4 << 20);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task A_zip_bomb_is_refused_at_the_limit_and_not_unpacked(string method)
    {
        var bomb = GrpcFraming.Frame(GrpcFraming.Gzip(new byte[8 << 20]), flag: 1);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var end = await AnswerAsync(method, Gzip, bomb, GrpcHeaders.Trailers(0));

        Assert.Equal(StatusCode.ResourceExhausted, end.Code);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 4 << 20);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task A_compressed_message_without_an_encoding_is_INTERNAL(string method)
    {
        var end = await AnswerAsync(method, GrpcHeaders.Response(), GrpcFraming.Frame(GrpcFraming.Gzip(Reply), flag: 1), GrpcHeaders.Trailers(0));

        Assert.Equal(StatusCode.Internal, end.Code);
    }

    [Fact]
    public async Task An_encoding_that_the_client_does_not_know_is_no_OK()
    {
        var headers = GrpcHeaders.Response(new HeaderField("grpc-encoding", "snappy"));

        var end = await AnswerAsync("Unary", headers, GrpcFraming.Frame(Reply, flag: 1), GrpcHeaders.Trailers(0));

        Assert.Contains(end.Code, new[] { StatusCode.Internal, StatusCode.Unimplemented });
    }

    public static TheoryData<string, byte[]> BrokenBodies => new()
    {
        { "damaged gzip", GrpcFraming.Frame([.. GrpcFraming.Gzip(Reply)[..^6], 9, 9, 9, 9, 9, 9], flag: 1) },
        { "no gzip", GrpcFraming.Frame(Reply, flag: 1) },
        { "bad protobuf", GrpcFraming.Frame([0x0a, 200, 1]) },
        { "cut message", GrpcFraming.Frame(Reply)[..^2] },
        { "cut prefix", GrpcFraming.Frame(Reply)[..3] },
        { "flag 2", GrpcFraming.Frame(Reply, flag: 2) },
    };

    [Theory, MemberData(nameof(BrokenBodies))]
    public async Task A_body_that_is_no_message_is_INTERNAL(string name, byte[] body)
    {
        if (name == "bad protobuf") GrpcStack.MustBeOurs("answer UNAVAILABLE");
        foreach (var method in EchoCalls.Shapes)
        {
            var end = await AnswerAsync(method, Gzip, body, GrpcHeaders.Trailers(0));
            Assert.True(end.Code == StatusCode.Internal, $"{name}, {method}: {end.Status}");
        }
    }

    [Theory, InlineData(0), InlineData(2)]
    public async Task Anything_but_one_message_is_INTERNAL_where_one_is_promised(int messages)
    {
        byte[] body = [.. Enumerable.Repeat(GrpcFraming.Frame(Reply), messages).SelectMany(m => m)];

        Assert.Equal(StatusCode.Internal, (await AnswerAsync("Unary", GrpcHeaders.Response(), body, GrpcHeaders.Trailers(0))).Code);
        Assert.Equal(StatusCode.Internal, (await AnswerAsync("ClientStream", GrpcHeaders.Response(), body, GrpcHeaders.Trailers(0))).Code);
    }

    [Theory]
    [InlineData("400", StatusCode.Internal)]
    [InlineData("401", StatusCode.Unauthenticated)]
    [InlineData("403", StatusCode.PermissionDenied)]
    [InlineData("404", StatusCode.Unimplemented)]
    [InlineData("429", StatusCode.Unavailable)]
    [InlineData("502", StatusCode.Unavailable)]
    [InlineData("503", StatusCode.Unavailable)]
    [InlineData("504", StatusCode.Unavailable)]
    [InlineData("500", StatusCode.Unknown)]
    [InlineData("302", StatusCode.Unknown)]
    public async Task An_answer_that_is_not_gRPC_s_ends_as_its_HTTP_status_says(string http, StatusCode expected)
    {
        HeaderField[] headers = [new(":status", http), new("content-type", "text/html"), new("location", "/elsewhere")];

        Assert.All(
            await Task.WhenAll(EchoCalls.Shapes.Select(method => AnswerAsync(method, headers, "<html>no</html>"u8.ToArray(), trailers: null))),
            end => Assert.Equal(expected, end.Code));
    }

    private static async Task<CallEnd> AnswerAsync(string method, HeaderField[] headers, byte[] body, HeaderField[]? trailers)
    {
        await using var server = ScriptedServer.Start(async (connection, stream) =>
        {
            await connection.TrySendAsync([Frames.Headers(stream, headers), .. Frames.Body(stream, body, endStream: trailers is null)]);
            if (trailers is not null) await connection.TrySendAsync(Frames.Headers(stream, trailers, endStream: true));
        });
        return await server.CallAsync(method);
    }
}
