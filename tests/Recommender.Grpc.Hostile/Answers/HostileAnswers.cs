using Recommender.TestKit.Http2;

namespace Recommender.Grpc.Hostile.Answers;

/// <summary>A server that answers each call with the mutation whose seed the call's metadata names.</summary>
internal static class HostileAnswers
{
    public const string SeedHeader = "seed";

    public static RawServer Start() => RawServer.Start(ServeAsync);

    private static async Task ServeAsync(RawConnection connection, CancellationToken cancellation)
    {
        await connection.Reader.ReadBytesAsync(RawConnection.Preface.Length, cancellation);
        await connection.TrySendAsync(Frames.Settings(), Frames.SettingsAck);
        var decoder = new HeaderDecoder();
        while (await connection.Reader.ReadAsync(cancellation) is { } frame)
        {
            if (frame.Type != FrameType.Headers) continue;
            var seed = int.Parse(decoder.Decode(frame.Payload.Span).First(h => h.Name == SeedHeader).Value);
            var answer = AnswerMutation.FromSeed(seed);
            await connection.TrySendAsync(answer.Bytes, cancellation);
            if (answer.Closes) connection.FinishSending();
        }
    }
}
