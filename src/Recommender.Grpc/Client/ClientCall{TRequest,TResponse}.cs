using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Client;

/// <summary>One call with its messages: one request or many, one response or many.</summary>
internal sealed class ClientCall<TRequest, TResponse> : ClientCall
    where TRequest : class
    where TResponse : class
{
    private static readonly StreamPipeReaderOptions BodyOptions = new(leaveOpen: true);

    private readonly Method<TRequest, TResponse> _method;
    private readonly string? _host;
    private readonly CallOptions _options;
    private readonly MessageEncoding _requestEncoding;
    private readonly MessageDecoder<TResponse> _decoder;
    private RequestWriter<TRequest>? _requests;
    private HttpResponseMessage? _response;
    private ICompressionProvider? _encoding;
    private PipeReader? _body;
    private Task _started = Task.CompletedTask;

    /// <summary>Prepares a call; its deadline runs from here.</summary>
    /// <exception cref="InvalidOperationException">The deadline is not in UTC, or the encoding asked for is not there.</exception>
    public ClientCall(ClientTransport transport, Method<TRequest, TResponse> method, string? host, CallOptions options)
        : base(transport, options)
    {
        _method = method;
        _host = host;
        _options = options;
        _requestEncoding = new MessageEncoding(transport.MaxSend, ChooseCompression(transport, options.Headers), Level: null);
        _decoder = new MessageDecoder<TResponse>(method.ResponseMarshaller.ContextualDeserializer, transport.MaxReceive);
    }

    public Task<TResponse> SendSingleAndReadSingleAsync(TRequest request)
    {
        SendSingle(request);
        return ReadSingleAsync();
    }

    /// <summary>Sends the one request of a call.</summary>
    public void SendSingle(TRequest request)
    {
        _started = StartAsync(() => MessageContent.Of(
            request, _method.RequestMarshaller.ContextualSerializer, _requestEncoding, _options.WriteOptions));
        _started.Forget();
    }

    /// <summary>Opens the stream of requests.</summary>
    public RequestWriter<TRequest> SendStream()
    {
        var requests = new RequestWriter<TRequest>(
            this, WriteRefused, _method.RequestMarshaller.ContextualSerializer, _requestEncoding, _options.WriteOptions);
        Interlocked.Exchange(ref _requests, requests);
        // A call that has ended by now, of a deadline that had passed, found nothing to let go of; a write would wait for ever.
        if (Result is not null) requests.Content.End(isCancelled: true);
        _started = StartAsync(() => requests.Content);
        _started.Forget();
        return requests;
    }

    /// <summary>Reads the one response of a call, to the status.</summary>
    public Task<TResponse> ReadSingleAsync()
    {
        var reading = ReadSingleCoreAsync();
        reading.Forget();
        return reading;
    }

    /// <summary>Reads the next response.</summary>
    /// <returns>Null at the end of a call that ended with OK.</returns>
    /// <exception cref="RpcException">The call ended otherwise.</exception>
    public async Task<TResponse?> ReadNextAsync()
    {
        try
        {
            await _started;
            if (_body is not null && Result is null
                && await MessagePipe.ReadNextAsync(_body, _decoder, _encoding, Cancellation) is { } message) return message;
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }

        var result = Result ?? End(ResponseHead.ReadTrailers(_response!));
        if (_body is not null) await _body.CompleteAsync();
        return result.IsOk ? null : throw result.ToException();
    }

    /// <summary>What a writer throws whose call has ended.</summary>
    public Exception WriteRefused(Exception? failure)
    {
        // A server may end a call before it has read all requests: how the call ends is for the response to say.
        if (failure is IOException or OperationCanceledException or HttpRequestException or ObjectDisposedException && Result is null)
            return ResultOf(failure).ToException();
        if (failure is not null && Result is null) return Fail(failure);
        return Result is { IsOk: false } result
            ? result.ToException()
            : new InvalidOperationException("The call has ended; no request can be written.", failure);
    }

    protected override void Release()
    {
        _requests?.Content.End(isCancelled: Cancellation.IsCancellationRequested);
        _response?.Dispose();
    }

    private async Task<TResponse> ReadSingleCoreAsync()
    {
        var response = await ReadNextAsync();
        if (response is null) throw new RpcException(new Status(StatusCode.Internal, "The call ended with OK, but without a message."));
        if (await ReadNextAsync() is not null)
            throw Fail(new RpcException(new Status(StatusCode.Internal, "More than one message came where one is allowed.")));
        return response;
    }

    private async Task StartAsync(Func<HttpContent> content)
    {
        try
        {
            var body = content();
            Cancellation.ThrowIfCancellationRequested();
            var request = RequestHead.Create(
                Transport, _method, _host, _options.Headers, TimeLeft, _requestEncoding.Compression, body);
            Accept(await Transport.SendAsync(request, Cancellation));
            if (Result is null) _body = PipeReader.Create(await _response!.Content.ReadAsStreamAsync(Cancellation), BodyOptions);
        }
        catch (Exception failure)
        {
            throw Fail(failure);
        }
    }

    private void Accept(HttpResponseMessage response)
    {
        Interlocked.Exchange(ref _response, response);
        if (Result is not null)
        {
            // Cancelled while the headers came: nobody else disposes of what came late.
            response.Dispose();
            throw Result.ToException();
        }

        if (ResponseHead.Refusal(response) is { } refusal) throw refusal.ToException();
        HeadersCame(ResponseHead.ReadMetadata(response.Headers));
        if (ResponseHead.IsTrailersOnly(response)) End(ResponseHead.ReadStatus(response.Headers));
        _encoding = ResponseHead.Encoding(response) is { } name ? Transport.Compression.Find(name) : null;
    }

    private static ICompressionProvider? ChooseCompression(ClientTransport transport, Metadata? headers)
    {
        var wanted = headers?.GetValue(GrpcHeaders.EncodingRequest);
        if (wanted is null or CompressionProviders.Identity) return null;
        return transport.Compression.Find(wanted) ?? throw new InvalidOperationException(
            $"The encoding asked for is '{wanted}'; allowed are {transport.Compression.AcceptEncoding}.");
    }
}
