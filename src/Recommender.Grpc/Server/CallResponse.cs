using Grpc.Core;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>What goes back to the client: headers, messages, and a status in the trailers, or in the headers if nothing else went.</summary>
internal sealed class CallResponse(HttpContext http, ServerSettings settings)
{
    private string? _requestedEncoding;
    private ICompressionProvider? _compression;
    private bool _isNegotiated;
    private bool _hasWritten;

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>Puts a message into the response's own buffers.</summary>
    public void Write<T>(T message, Action<T, SerializationContext> serializer)
    {
        Negotiate();
        var isPlain = (WriteOptions?.Flags & WriteFlags.NoCompress) == WriteFlags.NoCompress;
        var encoding = new MessageEncoding(settings.MaxSend, isPlain ? null : _compression, settings.ResponseLevel);
        _hasWritten = true;
        SentMessage.Serialize(message, serializer, http.Response.BodyWriter, encoding);
    }

    /// <summary>Writes a message and sends it, unless it may wait for the next one; ends when the client's window takes more.</summary>
    public ValueTask WriteAsync<T>(T message, Action<T, SerializationContext> serializer, CancellationToken cancellation)
    {
        Write(message, serializer);
        return MayWait ? ValueTask.CompletedTask : FlushAsync(cancellation);
    }

    /// <summary>Sends the metadata that goes ahead of the messages.</summary>
    public Task SendHeadersAsync(Metadata metadata)
    {
        SetHeaders(metadata);
        return FlushAsync(CancellationToken.None).AsTask();
    }

    /// <summary>Sets the status with its trailers.</summary>
    public void End(Status status, Metadata? trailers)
    {
        var to = IsTrailersOnly(status) ? http.Response.Headers : Trailers();
        try
        {
            if (trailers is not null) Append(to, trailers);
        }
        catch (InvalidOperationException refused)
        {
            ServerLog.TrailersRefused(settings.Logger, http.Request.Path, refused);
            status = new Status(StatusCode.Internal, "The trailers of the call can't be sent.");
            to = IsTrailersOnly(status) ? http.Response.Headers : Trailers();
        }

        to.GrpcStatus = StatusText.Of(status.StatusCode);
        if (!string.IsNullOrEmpty(status.Detail)) to.GrpcMessage = PercentEncoding.Encode(status.Detail);
    }

    private async ValueTask FlushAsync(CancellationToken cancellation) => await http.Response.BodyWriter.FlushAsync(cancellation);

    private void SetHeaders(Metadata metadata)
    {
        if (http.Response.HasStarted || _hasWritten)
            throw new InvalidOperationException("Response headers can be sent only once, and before any message.");
        _requestedEncoding = metadata.GetValue(GrpcHeaders.EncodingRequest);
        _hasWritten = true;
        Negotiate();
        Append(http.Response.Headers, metadata);
    }

    private static void Append(IHeaderDictionary to, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (GrpcHeaders.IsReserved(entry.Key)) continue;
            // IHeaderDictionary.Append would lose empty values.
            var value = entry.IsBinary ? BinaryHeader.Encode(entry.Bytes) : entry.Value;
            to[entry.Key] = StringValues.Concat(to[entry.Key], value);
        }
    }

    // The handler lets this message wait for the next one.
    private bool MayWait => (WriteOptions?.Flags & WriteFlags.BufferHint) == WriteFlags.BufferHint;

    private bool IsTrailersOnly(Status status) => status.StatusCode != StatusCode.OK && !_hasWritten && !http.Response.HasStarted;

    // The generic Get of features costs a lookup of its own at each call; the indexer does not.
    private IHeaderDictionary Trailers() => ((IHttpResponseTrailersFeature)http.Features[typeof(IHttpResponseTrailersFeature)]!).Trailers;

    private void Negotiate()
    {
        if (_isNegotiated) return;
        _isNegotiated = true;

        var wanted = _requestedEncoding ?? settings.ResponseEncoding;
        if (wanted is null || !CompressionProviders.Accepts(http.Request.Headers.GrpcAcceptEncoding, wanted)) return;
        _compression = settings.Compression.Find(wanted);
        if (_compression is not null) http.Response.Headers.GrpcEncoding = wanted;
    }
}
