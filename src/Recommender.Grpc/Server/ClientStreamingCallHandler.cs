using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Recommender.Grpc.Server;

/// <summary>Many requests, one response.</summary>
internal sealed class ClientStreamingCallHandler<TRequest, TResponse>(
    ServerSettings settings, Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler)
    : CallHandler<TRequest, TResponse>(settings, method)
    where TRequest : class
    where TResponse : class
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected override async ValueTask ServeAsync(ServerCall call)
    {
        call.AllowStreamOfRequests();
        var response = await handler(new RequestStream<TRequest>(call, Decoder), call);
        call.EndWith(response, Serializer);
    }
}
