namespace Recommender.Grpc.Protocol;

/// <summary>Names and fixed values of headers, from the gRPC-over-HTTP/2 specification.</summary>
internal static class GrpcHeaders
{
    public const string ContentType = "application/grpc";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string StatusDetails = "grpc-status-details-bin";
    public const string TE = "te";
    public const string Trailers = "trailers";

    /// <summary>Metadata by which a caller or a handler chooses the encoding of its own messages; it is not sent.</summary>
    public const string EncodingRequest = "grpc-internal-encoding-request";

    /// <summary>Whether a content type is gRPC's: <c>application/grpc</c>, alone or followed by <c>+</c> or <c>;</c>.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');

    /// <summary>Whether a header belongs to the protocol or the transport and so is no metadata of the caller's.</summary>
    public static bool IsReserved(string name) => name.Length == 0 || (name[0] | 0x20) switch
    {
        ':' => true,
        'g' => name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase)
            && !name.Equals(StatusDetails, StringComparison.OrdinalIgnoreCase),
        'c' => name.Equals("content-type", StringComparison.OrdinalIgnoreCase)
            || name.Equals("content-length", StringComparison.OrdinalIgnoreCase)
            || name.Equals("content-encoding", StringComparison.OrdinalIgnoreCase)
            || name.Equals("connection", StringComparison.OrdinalIgnoreCase),
        't' => name.Equals(TE, StringComparison.OrdinalIgnoreCase)
            || name.Equals("trailer", StringComparison.OrdinalIgnoreCase)
            || name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase),
        'h' => name.Equals("host", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
