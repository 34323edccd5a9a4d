using Google.Protobuf;
using Grpc.Core;
using Recommender.Grpc.Hostile.Answers;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile;

/// <summary>Servers that reset, go away, break off or fall silent, as a client sees them.</summary>
public sealed class BrokenConnectionTests
{
    private static readonly byte[] Reply = GrpcFraming.Frame(new EchoReply { Payload = ByteString.CopyFrom(1, 2, 3) }.ToByteArray());

    public static TheoryData<string> Shapes => [.. EchoCalls.Shapes];

    [Theory]
    [InlineData(Http2Error.Protocol, StatusCode.Internal)]
    [InlineData(Http2Error.Internal, StatusCode.Internal)]
    [InlineData(Http2Error.FlowControl, StatusCode.Internal)]
    [InlineData(Http2Error.SettingsTimeout, StatusCode.Internal)]
    [InlineData(Http2Error.FrameSize, StatusCode.Internal)]
    [InlineData(Http2Error.RefusedStream, StatusCode.Unavailable)]
    [InlineData(Http2Error.Cancel, StatusCode.Cancelled)]
    [InlineData(Http2Error.Compression, StatusCode.Internal)]
    [InlineData(Http2Error.Connect, StatusCode.Internal)]
    [InlineData(Http2Error.EnhanceYourCalm, StatusCode.ResourceExhausted)]
    [InlineData(Http2Error.InadequateSecurity, StatusCode.PermissionDenied)]
    public async Task A_reset_stream_ends_as_the_specification_maps_its_code(Http2Error error, StatusCode expected)
    {
        await using var server = ScriptedServer.StartAfterRequests(async (connection, stream) =>
            await connection.TrySendAsync(Frames.Headers(stream, GrpcHeaders.Response()), Frames.Data(stream, Reply), Frames.Reset(stream, error)));

        foreach (var method in EchoCalls.Shapes) Assert.Equal(expected, (await server.CallAsync(method)).Code);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task A_refused_stream_is_UNAVAILABLE(string method)
    {
        await using var server = ScriptedServer.StartAfterRequests(async (connection, stream) =>
            await connection.TrySendAsync(Frames.Reset(stream, Http2Error.RefusedStream)));

        Assert.Equal(StatusCode.Unavailable, (await server.CallAsync(method)).Code);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task A_server_that_goes_away_without_an_answer_is_UNAVAILABLE(string method)
    {
        GrpcStack.MustBeOurs("answer INTERNAL");
        await using var server = ScriptedServer.StartAfterRequests(async (connection, stream) =>
        {
            await connection.TrySendAsync(Frames.GoAway(stream, Http2Error.None));
            connection.FinishSending();
        });

        Assert.Equal(StatusCode.Unavailable, (await server.CallAsync(method)).Code);
    }

    [Theory, InlineData("ClientStream"), InlineData("Duplex")]
    public async Task Requests_that_a_server_has_not_taken_are_not_sent_again_as_an_empty_stream(string method)
    {
        GrpcStack.MustBeOurs("let them be sent again so");
        var connections = 0;
        await using var server = ScriptedServer.StartAfterRequests(async (connection, stream) =>
        {
            if (Interlocked.Increment(ref connections) == 1)
            {
                await connection.TrySendAsync(Frames.GoAway(0, Http2Error.None));   // stream 1 was not taken, says this
                connection.FinishSending();
                return;
            }

            await connection.TrySendAsync(
                Frames.Headers(stream, GrpcHeaders.Response()), Frames.Data(stream, Reply), Frames.Headers(stream, GrpcHeaders.Trailers(0), endStream: true));
        });

        Assert.Equal(StatusCode.Unavailable, (await server.CallAsync(method)).Code);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task A_connection_closed_before_the_answer_is_UNAVAILABLE(string method)
    {
        await using var server = ScriptedServer.Start((connection, _) => Done(connection.Abort));

        Assert.Equal(StatusCode.Unavailable, (await server.CallAsync(method)).Code);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task A_connection_closed_in_the_midst_of_an_answer_is_UNAVAILABLE(string method)
    {
        if (EchoCalls.HasRequestStream(method)) GrpcStack.MustBeOurs("may let a writer wait until the deadline");
        await using var server = ScriptedServer.Start(async (connection, stream) =>
        {
            await connection.TrySendAsync(Frames.Headers(stream, GrpcHeaders.Response()), Frames.Data(stream, Reply.AsMemory(..6)));
            connection.FinishSending();
        });

        Assert.Equal(StatusCode.Unavailable, (await server.CallAsync(method)).Code);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task Trailers_cut_off_are_UNAVAILABLE(string method)
    {
        if (EchoCalls.HasRequestStream(method)) GrpcStack.MustBeOurs("may let a writer wait until the deadline");
        await using var server = ScriptedServer.Start(async (connection, stream) =>
        {
            var trailers = Frames.Headers(stream, GrpcHeaders.Trailers(0), endStream: true).ToBytes();
            await connection.TrySendAsync(Frames.Headers(stream, GrpcHeaders.Response()), Frames.Data(stream, Reply));
            await connection.TrySendAsync(trailers.AsMemory(..(trailers.Length - 4)));
            connection.FinishSending();
        });

        Assert.Equal(StatusCode.Unavailable, (await server.CallAsync(method)).Code);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task A_server_that_says_nothing_at_all_is_left_at_the_deadline(string method)
    {
        await using var server = ScriptedServer.StartRaw((_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));

        Assert.Equal(StatusCode.DeadlineExceeded, (await server.CallAsync(method, TimeSpan.FromMilliseconds(200))).Code);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task Half_a_frame_then_silence_is_left_at_the_deadline(string method)
    {
        await using var server = ScriptedServer.Start(async (connection, stream) =>
        {
            await connection.TrySendAsync(Frames.Headers(stream, GrpcHeaders.Response()));
            await connection.TrySendAsync(Frames.Data(stream, Reply).ToBytes().AsMemory(..12));
        });

        Assert.Equal(StatusCode.DeadlineExceeded, (await server.CallAsync(method, TimeSpan.FromMilliseconds(200))).Code);
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task An_endless_answer_is_left_at_the_deadline_or_refused(string method)
    {
        await using var server = ScriptedServer.Start(async (connection, stream) =>
        {
            await connection.TrySendAsync(Frames.Headers(stream, GrpcHeaders.Response()));
            while (await connection.TrySendAsync(Frames.Data(stream, default), Frames.Ping(1))) await Task.Yield();
        });

        Assert.Contains((await server.CallAsync(method, TimeSpan.FromMilliseconds(300))).Code, new[] { StatusCode.DeadlineExceeded, StatusCode.Unavailable });
    }

    [Fact]
    public async Task A_status_sent_before_the_requests_are_read_reaches_the_caller()
    {
        await using var server = ScriptedServer.Start(async (connection, stream) => await connection.TrySendAsync(
            Frames.Headers(stream, [.. GrpcHeaders.Response(), .. GrpcHeaders.Trailers(7)], endStream: true),
            Frames.Reset(stream, Http2Error.None)));

        for (var round = 0; round < 200; round++)
            foreach (var method in EchoCalls.Shapes) Assert.Equal(StatusCode.PermissionDenied, (await server.CallAsync(method)).Code);
    }

    [Theory, InlineData("ClientStream"), InlineData("Duplex")]
    public async Task A_writer_does_not_wait_for_a_connection_that_has_gone(string method)
    {
        GrpcStack.MustBeOurs("may let it wait until the deadline");
        await using var server = ScriptedServer.Start(async (connection, stream) =>
        {
            await connection.TrySendAsync(Frames.Headers(stream, GrpcHeaders.Response()));
            connection.FinishSending();
        });

        for (var round = 0; round < 500; round++) Assert.Equal(StatusCode.Unavailable, (await server.CallAsync(method)).Code);
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
