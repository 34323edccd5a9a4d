using System.Buffers;
using System.Net;
using Grpc.Core;
using Grpc.Net.Compression;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Client;

/// <summary>Makes the HTTP request of a call.</summary>
internal static class RequestHead
{
    private static readonly string UserAgent =
        $"grpc-recommender/{typeof(RequestHead).Assembly.GetName().Version!.ToString(3)} (.NET {Environment.Version.ToString(2)})";

    private static readonly SearchValues<char> Printable = SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)));

    /// <summary>Makes the request.</summary>
    /// <exception cref="RpcException">INTERNAL: a text value of the metadata has other characters than printable ASCII.</exception>
    public static HttpRequestMessage Create(
        ClientTransport transport,
        IMethod method,
        string? host,
        Metadata? metadata,
        TimeSpan? timeLeft,
        ICompressionProvider? compression,
        HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, transport.UriOf(method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var headers = request.Headers;
        if (host is not null) headers.Host = host;
        headers.TryAddWithoutValidation(GrpcHeaders.TE, GrpcHeaders.Trailers);
        headers.TryAddWithoutValidation("user-agent", UserAgent);
        headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, transport.Compression.AcceptEncoding);
        if (compression is not null) headers.TryAddWithoutValidation(GrpcHeaders.Encoding, compression.EncodingName);
        if (timeLeft is { } left) headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcTimeout.Format(left));
        if (metadata is not null) Add(request, metadata);
        return request;
    }

    private static void Add(HttpRequestMessage request, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (GrpcHeaders.IsReserved(entry.Key)) continue;
            if (!entry.IsBinary && entry.Value.AsSpan().ContainsAnyExcept(Printable))
                throw new RpcException(new Status(StatusCode.Internal, $"The value of '{entry.Key}' has characters other than printable ASCII."));
            request.Headers.TryAddWithoutValidation(entry.Key, entry.IsBinary ? BinaryHeader.Encode(entry.Bytes) : entry.Value);
        }
    }
}
