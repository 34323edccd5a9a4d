using Google.Protobuf;
using Recommender.TestKit.Echo.V1;
using Recommender.TestKit.Hosting;
using Recommender.TestKit.Http2;
using Recommender.TestKit.Wire;

namespace Recommender.Grpc.Hostile.Mutations;

/// <summary>The conversations that mutations start from: all four shapes, and the endings that are no OK.</summary>
internal static class Recordings
{
    /// <summary>Begins the text of every exception that a handler throws on request; it must never reach the wire.</summary>
    public const string Secret = "s3cret";

    private const int Ok = 0;
    private const int Unknown = 2;
    private const int NotFound = 5;

    private static readonly byte[] Nothing = [];
    private static readonly byte[] Small = Pattern(23);
    private static readonly byte[] Medium = Pattern(1400);
    private static readonly byte[] Large = Pattern(20_000);

    public static IReadOnlyList<Recording> All { get; } =
    [
        Answered("Unary", [Request(Small)], Small),
        Answered("Unary", [Request(Medium)], Medium),
        Answered("Unary", [Request(Large)], Large),
        Answered("Unary", [new EchoRequest()], Nothing),
        Answered("Unary", [new EchoRequest { Payload = ByteString.CopyFrom(Small), DelayMs = 4 }], Small),
        Answered("ClientStream", [Request(Small), Request(Medium), Request([])], [.. Small, .. Medium]),
        Answered("ClientStream", [], Nothing),
        Answered("ServerStream", [new EchoRequest { Payload = ByteString.CopyFrom(Small), Replies = 3 }], Small, Small, Small),
        Answered("Duplex", [Request(Small), Request(Medium), Request(Small)], Small, Medium, Small),
        Answered("Duplex", [new EchoRequest { Payload = ByteString.CopyFrom(Small), Replies = 2, DelayMs = 1 }, Request(Small)], Small, Small, Small),
        Answered("Duplex", []),
        Ended("Unary", new EchoRequest { Status = new EchoStatus { Code = NotFound, Message = "nothing, 100% nothing: \u00e9" } }, NotFound),
        Ended("Duplex", new EchoRequest { Status = new EchoStatus { Code = NotFound, Message = "no\r\nmore" } }, NotFound),
        Ended("Unary", new EchoRequest { Fault = Secret + " of the unary method" }, Unknown),
        Ended("ServerStream", new EchoRequest { Fault = Secret + " of a stream" }, Unknown),
        Compressed(Answered("Unary", [Request(Medium)], Medium)),
        Compressed(Answered("Duplex", [Request(Small), Request(Large)], Small, Large)),
    ];

    private static EchoRequest Request(byte[] payload) => new() { Payload = ByteString.CopyFrom(payload) };

    private static Recording Answered(string method, EchoRequest[] requests, params byte[][] answers) =>
        new(method, Headers(method), [.. requests.Select(r => new RequestMessage(r.ToByteArray()))], Ok, answers);

    private static Recording Ended(string method, EchoRequest request, int status) =>
        new(method, Headers(method), [new RequestMessage(request.ToByteArray())], status, []);

    private static Recording Compressed(Recording plain) => plain with
    {
        Name = plain.Name + " gzip",
        Headers = [.. plain.Headers, new HeaderField("grpc-encoding", "gzip")],
        Messages = [.. plain.Messages.Select(m => new RequestMessage(GrpcFraming.Gzip(m.Payload)) { Flag = 1 })],
    };

    private static HeaderField[] Headers(string method) => GrpcHeaders.Request(
        EchoService.Path(method),
        new("grpc-accept-encoding", "identity"),
        new("grpc-timeout", "20S"),
        new("trace-bin", "AAECAw"),
        new("user-agent", "hostile/1"));

    // Not constant, so that a shifted answer is seen, and not random, so that gzip makes it smaller.
    private static byte[] Pattern(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) bytes[i] = (byte)(i * i / 7);
        return bytes;
    }
}
