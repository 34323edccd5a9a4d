using System.Runtime.CompilerServices;
using Grpc.Core;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>One request, many responses.</summary>
internal sealed class ServerStreamingCallHandler<TRequest, TResponse>(
    ServerSettings settings, Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
    : CallHandler(settings, method.FullName)
    where TRequest : class
    where TResponse : class
{
    private readonly MessageDecoder<TRequest> _decoder = new(method.RequestMarshaller.ContextualDeserializer, settings.MaxReceive);
    private readonly Action<TResponse, SerializationContext> _serializer = method.ResponseMarshaller.ContextualSerializer;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected override async ValueTask ServeAsync(ServerCall call)
    {
        var request = await call.ReadSingleAsync(_decoder);
        await handler(request, new ResponseStream<TResponse>(call, _serializer), call);
    }
}
