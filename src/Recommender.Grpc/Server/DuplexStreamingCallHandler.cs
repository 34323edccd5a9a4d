using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Recommender.Grpc.Server;

/// <summary>Many requests, many responses.</summary>
internal sealed class DuplexStreamingCallHandler<TRequest, TResponse>(
    ServerSettings settings, Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler)
    : CallHandler<TRequest, TResponse>(settings, method)
    where TRequest : class
    where TResponse : class
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected override async ValueTask ServeAsync(ServerCall call)
    {
        call.AllowStreamOfRequests();
        await handler(new RequestStream<TRequest>(call, Decoder), new ResponseStream<TResponse>(call, Serializer), call);
    }
}
