using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Recommender.Grpc.Server;

/// <summary>One request, many responses.</summary>
internal sealed class ServerStreamingCallHandler<TRequest, TResponse>(
    ServerSettings settings, Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
    : CallHandler<TRequest, TResponse>(settings, method)
    where TRequest : class
    where TResponse : class
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected override async ValueTask ServeAsync(ServerCall call)
    {
        var request = await call.ReadSingleAsync(Decoder);
        await handler(request, new ResponseStream<TResponse>(call, Serializer), call);
    }
}
