using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Recommender.Grpc.Hostile.Answers;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile;

/// <summary>
/// What a client sends of a call that its server ends while a request is being written. A frame behind the end of its stream is an
/// error of the connection (RFC 9113, section 5.1): Kestrel closes it, with all other calls on it.
/// </summary>
public sealed class EndedStreamTests
{
    private const int Rounds = 20;
    private const int Window = 65_535;   // of a connection, which no SETTINGS change

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static MatrixTheoryData<string, int> TooLong => new(["ClientStream", "Duplex"], [1_000, 2 * Window]);

    [Theory, MemberData(nameof(TooLong))]
    public async Task A_request_that_waits_for_room_goes_with_its_call_and_nothing_of_it_follows_the_end_of_the_stream(string method, int bytesTooMany)
    {
        GrpcStack.MustBeOurs("may send it, or wait for ever");
        var late = new ConcurrentQueue<Frame>();
        await using var server = ScriptedServer.StartRaw((connection, cancellation) => EndWhenFullAsync(connection, late, cancellation));
        var request = new EchoRequest { Payload = ByteString.CopyFrom(new byte[Window + bytesTooMany]) };

        for (var round = 0; round < Rounds; round++)
        {
            var end = await EchoCalls.MakeAsync(server.Client, method, new CallOptions(deadline: DateTime.UtcNow + Patience), request).WaitAsync(Patience * 2);
            Assert.Equal(StatusCode.PermissionDenied, end.Code);
        }

        Assert.Empty(late);
    }

    /// <summary>Ends each call once the connection's window is full, and makes room when the client has ended its side.</summary>
    private static async Task EndWhenFullAsync(RawConnection connection, ConcurrentQueue<Frame> late, CancellationToken cancellation)
    {
        await connection.Reader.ReadBytesAsync(RawConnection.Preface.Length, cancellation);
        await connection.TrySendAsync(Frames.Settings(new Setting(Setting.InitialWindowSize, Window * 4)), Frames.SettingsAck);
        var ended = new HashSet<int>();
        var (stream, taken) = (0, 0);
        while (await connection.Reader.ReadAsync(cancellation) is { } frame)
        {
            if (frame.Type == FrameType.Headers) stream = frame.StreamId;
            if (frame.Type == FrameType.Data)
            {
                if (ended.Contains(frame.StreamId)) late.Enqueue(frame);
                taken += frame.Payload.Length;
                if (taken == Window && frame.StreamId == stream && !frame.EndsStream) await connection.TrySendAsync(Refusal(stream));
            }

            if ((!frame.EndsStream && frame.Type != FrameType.ResetStream) || !ended.Add(frame.StreamId)) continue;
            await connection.TrySendAsync(Frames.WindowUpdate(0, taken));
            taken = 0;
        }
    }

    private static Frame Refusal(int stream) =>
        Frames.Headers(stream, [.. GrpcHeaders.Response(), .. GrpcHeaders.Trailers((int)StatusCode.PermissionDenied)], endStream: true);
}
