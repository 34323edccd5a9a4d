using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Client;

/// <summary>Reads what a response says beside its messages.</summary>
internal static class ResponseHead
{
    /// <summary>How a call ends whose response is not gRPC's; null if it is.</summary>
    public static CallResult? Refusal(HttpResponseMessage response)
    {
        if (response.Headers.NonValidated.Contains(GrpcHeaders.Status) && response.StatusCode != HttpStatusCode.OK)
            return ReadStatus(response.Headers);
        if (response.StatusCode != HttpStatusCode.OK)
            return new CallResult(new Status(CodeOf(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}"));

        var contentType = response.Content.Headers.NonValidated.TryGetValues("content-type", out var values) ? values.ToString() : "";
        return GrpcHeaders.IsGrpc(contentType)
            ? null
            : new CallResult(new Status(StatusCode.Unknown, $"Bad gRPC response. Content-Type: '{contentType}'"));
    }

    public static bool IsTrailersOnly(HttpResponseMessage response) => response.Headers.NonValidated.Contains(GrpcHeaders.Status);

    public static string? Encoding(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(GrpcHeaders.Encoding, out var values) ? values.ToString() : null;

    public static Metadata ReadMetadata(HttpResponseHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
            foreach (var value in values) metadata.AddHeader(name, value);
        return metadata;
    }

    /// <summary>Reads the status behind a body that was read to its end.</summary>
    public static CallResult ReadTrailers(HttpResponseMessage response) => ReadStatus(response.TrailingHeaders);

    public static CallResult ReadStatus(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues(GrpcHeaders.Status, out var code))
            return new CallResult(new Status(StatusCode.Internal, "The server ended the call without a status."));
        var detail = headers.NonValidated.TryGetValues(GrpcHeaders.Message, out var message) ? PercentEncoding.Decode(message.ToString()) : "";
        return new CallResult(new Status(StatusText.Parse(code.ToString()), detail), ReadMetadata(headers));
    }

    /// <summary>The table of gRPC's "HTTP to gRPC Status Code Mapping".</summary>
    private static StatusCode CodeOf(HttpStatusCode http) => http switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
