using System.Net.Sockets;
using Grpc.Core;

namespace Recommender.Grpc.Client;

/// <summary>The one table from what the transport throws to a status.</summary>
internal static class ClientFailure
{
    /// <summary>Whether the way to the server and back failed, and not what either end made of a message.</summary>
    public static bool IsOfTransport(Exception failure) =>
        failure is HttpRequestException or IOException or SocketException or OperationCanceledException;

    /// <summary>The status of a call that fails so.</summary>
    public static CallResult ToResult(Exception failure) => failure switch
    {
        RpcException rpc => new CallResult(rpc.Status, rpc.Trailers),
        _ when Find<HttpProtocolException>(failure) is { } reset && IsOfStream(reset) =>
            new CallResult(new Status(CodeOf(reset.ErrorCode), $"The server reset the stream: {reset.Message}", failure)),
        // Whoever cancels a call ends it first, so here it is HttpClient that gave up a request.
        _ when IsOfTransport(failure) =>
            new CallResult(new Status(StatusCode.Unavailable, $"The server can't be reached: {failure.Message}", failure)),
        _ => new CallResult(new Status(StatusCode.Internal, $"The call failed: {failure.Message}", failure)),
    };

    /// <summary>
    /// Whether the server reset this stream. The same exception tells that a connection broke, by a damaged frame, an unanswered
    /// ping or a GOAWAY; only its text tells the two apart.
    /// </summary>
    private static bool IsOfStream(HttpProtocolException failure) => failure.Message.Contains("reset the stream", StringComparison.Ordinal);

    private static T? Find<T>(Exception? failure)
        where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is T found) return found;
        return null;
    }

    /// <summary>The table "HTTP2 Error Code to gRPC status" of the gRPC-over-HTTP/2 specification.</summary>
    private static StatusCode CodeOf(long http2ErrorCode) => http2ErrorCode switch
    {
        0x5 => StatusCode.Unknown,            // STREAM_CLOSED
        0x7 => StatusCode.Unavailable,        // REFUSED_STREAM
        0x8 => StatusCode.Cancelled,          // CANCEL
        0xb => StatusCode.ResourceExhausted,  // ENHANCE_YOUR_CALM
        0xc => StatusCode.PermissionDenied,   // INADEQUATE_SECURITY
        _ => StatusCode.Internal,
    };
}
