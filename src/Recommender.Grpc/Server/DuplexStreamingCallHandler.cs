using System.Runtime.CompilerServices;
using Grpc.Core;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>Many requests, many responses.</summary>
internal sealed class DuplexStreamingCallHandler<TRequest, TResponse>(
    ServerSettings settings, Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler)
    : CallHandler(settings, method.FullName)
    where TRequest : class
    where TResponse : class
{
    private readonly MessageDecoder<TRequest> _decoder = new(method.RequestMarshaller.ContextualDeserializer, settings.MaxReceive);
    private readonly Action<TResponse, SerializationContext> _serializer = method.ResponseMarshaller.ContextualSerializer;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    protected override async ValueTask ServeAsync(ServerCall call)
    {
        call.AllowStreamOfRequests();
        await handler(new RequestStream<TRequest>(call, _decoder), new ResponseStream<TResponse>(call, _serializer), call);
    }
}
