using Google.Protobuf;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile;

/// <summary>Deadlines that pass while a handler answers: one of the two ends the call, and the client sees one whole end.</summary>
public sealed class DeadlineRaceTests
{
    private const int Ok = 0;
    private const int DeadlineExceeded = 4;
    private const int Rounds = 150;
    private const int AtOnce = 64;
    private const int Replies = 3;

    [Theory, InlineData("Unary", 1), InlineData("ServerStream", Replies), InlineData("ClientStream", 1), InlineData("Duplex", Replies)]
    public async Task A_deadline_that_passes_at_the_moment_of_the_answer_leaves_one_whole_end(string method, int replies)
    {
        GrpcStack.MustBeOurs("may give an answer and DEADLINE_EXCEEDED together");
        var random = new Random(20260101);
        var ends = new Dictionary<int, int> { [Ok] = 0, [DeadlineExceeded] = 0 };
        await using var scenario = await HostileScenario.StartAsync();
        using var client = await scenario.ConnectAsync();

        for (var round = 0; round < Rounds; round++)
        {
            var streams = Enumerable.Range(0, AtOnce).Select(_ => client.NextStream()).ToArray();
            await client.Connection.TrySendAsync(streams.SelectMany(stream => Call(stream, method, random)));
            foreach (var stream in streams)
            {
                var response = await client.ReceiveAsync(stream, scenario.Patience);
                client.Forget(stream);
                ends[JudgedStatus(response, replies)]++;
            }
        }

        Assert.True(ends[Ok] > 0 && ends[DeadlineExceeded] > 0, $"no race: {ends[Ok]} against {ends[DeadlineExceeded]}");
        Assert.False(client.Closed);
        client.Dispose();
        await scenario.IsQuietAsync();
        Assert.Empty(scenario.Server.Logs.Lines);
    }

    private static Frame[] Call(int stream, string method, Random random)
    {
        var request = new EchoRequest
        {
            Payload = ByteString.CopyFrom(1, 2, 3),
            Replies = Replies,
            DelayMs = random.Next(12),
            IgnoreCancellation = random.Next(2) == 0,
        };
        var timeout = new HeaderField("grpc-timeout", random.Next(1, 12_000) + "u");
        return
        [
            Frames.Headers(stream, HostileScenario.Headers(method, timeout)),
            Frames.Data(stream, GrpcFraming.Frame(request.ToByteArray()), endStream: true),
        ];
    }

    private static int JudgedStatus(RawResponse response, int replies)
    {
        Assert.True(response is { Ended: true, Status: 200, Violation: null, GrpcStatus: Ok or DeadlineExceeded }, response.ToString());
        if (response.GrpcStatus == Ok) Assert.Equal(replies, response.Messages.Count);
        else Assert.InRange(response.Messages.Count, 0, replies == 1 ? 0 : replies);
        return response.GrpcStatus!.Value;
    }
}
