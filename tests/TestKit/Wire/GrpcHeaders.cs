using Recommender.TestKit.Http2;

namespace Recommender.TestKit.Wire;

/// <summary>The header fields of well-formed calls and answers.</summary>
public static class GrpcHeaders
{
    /// <summary>What a client sends for a call to <paramref name="path"/>, such as <c>/package.Service/Method</c>.</summary>
    public static HeaderField[] Request(string path, params ReadOnlySpan<HeaderField> more) =>
    [
        new(":method", "POST"),
        new(":scheme", "http"),
        new(":path", path),
        new(":authority", "127.0.0.1"),
        new("content-type", "application/grpc"),
        new("te", "trailers"),
        .. more,
    ];

    /// <summary>What a server sends before its messages.</summary>
    public static HeaderField[] Response(params ReadOnlySpan<HeaderField> more) =>
        [new(":status", "200"), new("content-type", "application/grpc"), .. more];

    /// <summary>What a server sends after its messages.</summary>
    public static HeaderField[] Trailers(int status, params ReadOnlySpan<HeaderField> more) =>
        [new("grpc-status", status.ToString()), .. more];
}
