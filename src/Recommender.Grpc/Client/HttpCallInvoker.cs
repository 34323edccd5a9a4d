using Grpc.Core;

namespace Recommender.Grpc.Client;

/// <summary>Starts calls over HTTP/2.</summary>
internal sealed class HttpCallInvoker(ClientTransport transport) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
#pragma warning disable VSTHRD002 // Blocking is what this method is asked for; nothing of the call needs the caller's thread.
        return call.ResponseAsync.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new ClientCall<TRequest, TResponse>(transport, method, host, options);
        return new AsyncUnaryCall<TResponse>(
            call.SendSingleAndReadSingleAsync(request), ClientCall.Headers, ClientCall.Status, ClientCall.Trailers, ClientCall.Dispose, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new ClientCall<TRequest, TResponse>(transport, method, host, options);
        call.SendSingle(request);
        return new AsyncServerStreamingCall<TResponse>(
            new ResponseReader<TRequest, TResponse>(call), ClientCall.Headers, ClientCall.Status, ClientCall.Trailers, ClientCall.Dispose, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ClientCall<TRequest, TResponse>(transport, method, host, options);
        var requests = call.SendStream();
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            requests, call.ReadSingleAsync(), ClientCall.Headers, ClientCall.Status, ClientCall.Trailers, ClientCall.Dispose, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ClientCall<TRequest, TResponse>(transport, method, host, options);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call.SendStream(),
            new ResponseReader<TRequest, TResponse>(call),
            ClientCall.Headers,
            ClientCall.Status,
            ClientCall.Trailers,
            ClientCall.Dispose,
            call);
    }
}
