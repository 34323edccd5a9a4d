using Google.Protobuf;
using Recommender.Grpc.Hostile.Mutations;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile.Answers;

/// <summary>Answers of a good server, which mutations start from. None of them depends on what the request says.</summary>
internal static class AnswerRecordings
{
    private const int Ok = 0;
    private const int NotFound = 5;
    private const int Unavailable = 14;

    private static readonly byte[] Small = [1, 2, 3, 4, 5, 6, 7];
    private static readonly byte[] Large = [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * i / 7))];

    public static IReadOnlyList<Recording> All { get; } =
    [
        Answer("Unary", Ok, Small),
        Answer("Unary", Ok, Large),
        Answer("ClientStream", Ok, Small),
        Answer("ServerStream", Ok, Small, Small, Large),
        Answer("ServerStream", Ok),
        Answer("Duplex", Ok, Small, Small),
        Answer("Duplex", NotFound, Small),
        Compressed(Answer("Unary", Ok, Large)),
        Compressed(Answer("Duplex", Ok, Small, Large)),
        TrailersOnly("Unary", Unavailable),
        TrailersOnly("ServerStream", NotFound),
        TrailersOnly("Duplex", Ok),
    ];

    private static Recording Answer(string method, int status, params byte[][] payloads) => new(
        method,
        GrpcHeaders.Response(new HeaderField("trace-bin", "AAECAw")),
        [.. payloads.Select(p => new RequestMessage(new EchoReply { Payload = ByteString.CopyFrom(p) }.ToByteArray()))],
        status,
        payloads)
    {
        Trailers = GrpcHeaders.Trailers(status, new("grpc-message", "all%20is%20said"), new("grpc-status-details-bin", "CAU")),
    };

    private static Recording Compressed(Recording plain) => plain with
    {
        Headers = [.. plain.Headers, new HeaderField("grpc-encoding", "gzip")],
        Messages = [.. plain.Messages.Select(m => new RequestMessage(GrpcFraming.Gzip(m.Payload)) { Flag = 1 })],
    };

    private static Recording TrailersOnly(string method, int status) =>
        new(method, [.. GrpcHeaders.Response(), .. GrpcHeaders.Trailers(status)], [], status, []) { IsTrailersOnly = true };
}
