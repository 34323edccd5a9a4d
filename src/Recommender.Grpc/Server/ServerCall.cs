using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>
/// One call on the server, and what its handler knows of it. The handler's side ends it once, by a message, by returning or
/// by throwing; the deadline may end it earlier, and then nothing that the handler does reaches the client.
/// </summary>
internal sealed class ServerCall(HttpContext http, ServerSettings settings, string method) : ServerCallContext
{
    private readonly CallResponse _response = new(http, settings);
    private ICompressionProvider? _requestEncoding;
    private ServerCallDeadline? _deadline;
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private Status _status = Status.DefaultSuccess;
    private bool _isClosed;

    public HttpContext Http => http;

    public ILogger Logger => settings.Logger;

    public bool DetailedErrors => settings.DetailedErrors;

    public bool IsCancelled => http.RequestAborted.IsCancellationRequested || _deadline is { HasPassed: true };

    protected override string MethodCore => method;

    protected override string HostCore => http.Request.Host.Value ?? "";

    protected override string PeerCore => Address(http.Connection);

    protected override DateTime DeadlineCore => _deadline?.At ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadRequestHeaders();

    protected override CancellationToken CancellationTokenCore => _deadline?.Token ?? http.RequestAborted;

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore
    {
        get => _status;
        set => _status = value;
    }

    protected override WriteOptions? WriteOptionsCore
    {
        get => _response.WriteOptions;
        set => _response.WriteOptions = value;
    }

    protected override AuthContext AuthContextCore => ClientIdentity.Of(http.Connection.ClientCertificate);

    /// <summary>Reads what the request says of the whole call, and starts its deadline.</summary>
    /// <exception cref="RpcException">A header has a value that the protocol does not allow.</exception>
    public void Open()
    {
        http.Response.ContentType = GrpcHeaders.ContentType;

        var headers = http.Request.Headers;
        if (headers.GrpcTimeout is { Count: > 0 } timeout) StartDeadline(timeout.ToString());
        if (headers.GrpcEncoding is { Count: > 0 } encoding) _requestEncoding = FindEncoding(encoding.ToString());
    }

    /// <summary>Lets a client send any number of requests, as slowly as it likes; the deadline and keep-alive pings bound it instead.</summary>
    public void AllowStreamOfRequests()
    {
        AllowLargeRequests();
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
    }

    /// <summary>Reads the one request of a call.</summary>
    public ValueTask<T> ReadSingleAsync<T>(MessageDecoder<T> decoder)
        where T : class
    {
        if (settings.OutgrowsRequestLimit) AllowLargeRequests();
        return MessagePipe.ReadSingleAsync(http.Request.BodyReader, decoder, _requestEncoding);
    }

    /// <summary>Takes what is there of the one request of a call.</summary>
    /// <returns>Whether it was all; else <see cref="ReadMoreAsync"/> and <see cref="TakeSingle"/> read the rest.</returns>
    public bool TryReadSingle<T>(MessageDecoder<T> decoder, ref T? request)
        where T : class
    {
        if (settings.OutgrowsRequestLimit) AllowLargeRequests();
        return MessagePipe.TryReadSingle(http.Request.BodyReader, decoder, _requestEncoding, ref request);
    }

    public ValueTask<ReadResult> ReadMoreAsync() => http.Request.BodyReader.ReadAsync();

    public bool TakeSingle<T>(in ReadResult read, MessageDecoder<T> decoder, ref T? request)
        where T : class => MessagePipe.TakeSingle(read, http.Request.BodyReader, decoder, _requestEncoding, ref request);

    /// <summary>Reads the next of several requests.</summary>
    public ValueTask<T?> ReadNextAsync<T>(MessageDecoder<T> decoder, CancellationToken cancellation)
        where T : class
    {
        if (_isClosed) throw new InvalidOperationException("The call has ended.");
        return MessagePipe.ReadNextAsync(http.Request.BodyReader, decoder, _requestEncoding, cancellation);
    }

    /// <summary>Writes one of several messages; ends when the client's window takes more.</summary>
    public async ValueTask WriteAsync<T>(T message, Action<T, SerializationContext> serializer, CancellationToken cancellation)
    {
        await WriteBeforeDeadlineAsync(message, serializer, cancellation);
        http.RequestAborted.ThrowIfCancellationRequested();
    }

    /// <summary>Ends the call with its one response.</summary>
    public void EndWith<T>(T? message, Action<T, SerializationContext> serializer)
        where T : class
    {
        if (message is null) throw new RpcException(new Status(StatusCode.Cancelled, "The handler returned no message."));
        if (!TryEnd()) return;
        if (_status.StatusCode == StatusCode.OK) _response.Write(message, serializer);
    }

    /// <summary>Ends the call with a status that is not the handler's to choose any more.</summary>
    public void Fail(Status status, Exception failure)
    {
        if (!TryEnd()) return;
        _status = status;
        if (failure is not RpcException { Trailers.Count: > 0 } chosen) return;
        foreach (var entry in chosen.Trailers) ResponseTrailers.Add(entry);
    }

    /// <summary>Gives the status to the response, unless the deadline has done so.</summary>
    public Task CloseAsync()
    {
        var isOurs = TryEnd();
        _isClosed = true;
        if (isOurs) _response.End(_status, _responseTrailers);
        if (!isOurs) return _deadline!.Delivered;
        _deadline?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Ends the call for the deadline.</summary>
    public Task EndByDeadlineAsync()
    {
        _response.End(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"), trailers: null);
        return http.Response.CompleteAsync();
    }

    /// <summary>Whether the client has reset the call: the body tells so a moment before the token that the reset cancels.</summary>
    public bool SeesReset()
    {
        var body = http.Request.BodyReader;
        try
        {
            if (body.TryRead(out var rest)) body.AdvanceTo(rest.Buffer.Start);
            return false;
        }
        catch (Exception reset) when (reset is IOException or OperationCanceledException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            // The handler left a read of its own behind, so the body has not failed.
            return false;
        }
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (_deadline is null) return _response.SendHeadersAsync(responseHeaders);

        lock (_deadline.Gate)
        {
            ThrowIfPassed(_deadline);
            return _response.SendHeadersAsync(responseHeaders);
        }
    }

    /// <summary>Lifts the web server's limit of a whole request: messages have their own.</summary>
    private void AllowLargeRequests()
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bodySize) bodySize.MaxRequestBodySize = null;
    }

    private static void ThrowIfPassed(ServerCallDeadline deadline)
    {
        if (deadline.HasPassed) throw new OperationCanceledException("The deadline has passed.");
    }

    private static string Address(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6 } v6 => $"ipv6:[{v6}]:{connection.RemotePort}",
        IPAddress v4 => $"ipv4:{v4}:{connection.RemotePort}",
    };

    private bool TryEnd() => _deadline is null || _deadline.TryStop();

    // The first flush sends the headers, and must not do so while the deadline completes the response: so the flush begins
    // within the gate, and is awaited outside.
    private ValueTask WriteBeforeDeadlineAsync<T>(T message, Action<T, SerializationContext> serializer, CancellationToken cancellation)
    {
        if (_isClosed) throw new InvalidOperationException("The call has ended.");
        if (_deadline is null) return _response.WriteAsync(message, serializer, cancellation);

        lock (_deadline.Gate)
        {
            ThrowIfPassed(_deadline);
            return _response.WriteAsync(message, serializer, cancellation);
        }
    }

    private void StartDeadline(string text)
    {
        if (!GrpcTimeout.TryParse(text, out var timeout))
            throw new RpcException(new Status(StatusCode.Internal, $"grpc-timeout is '{text}'; it must be 1 to 8 digits and one of n, u, m, S, M, H."));
        _deadline = new ServerCallDeadline(this, timeout);
    }

    private ICompressionProvider? FindEncoding(string name)
    {
        if (name == CompressionProviders.Identity) return null;
        if (settings.Compression.Find(name) is { } found) return found;

        http.Response.Headers.GrpcAcceptEncoding = settings.Compression.AcceptEncoding;
        throw new RpcException(new Status(
            StatusCode.Unimplemented, $"grpc-encoding is '{name}'; allowed are {settings.Compression.AcceptEncoding}."));
    }

    private Metadata ReadRequestHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in http.Request.Headers)
            foreach (var value in values)
                if (value is not null) metadata.AddHeader(name, value);
        return metadata;
    }
}
