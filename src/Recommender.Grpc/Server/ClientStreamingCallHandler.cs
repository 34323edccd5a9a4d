using System.Runtime.CompilerServices;
using Grpc.Core;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>Many requests, one response.</summary>
internal sealed class ClientStreamingCallHandler<TRequest, TResponse>(
    ServerSettings settings, Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler)
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
        var response = await handler(new RequestStream<TRequest>(call, _decoder), call);
        call.EndWith(response, _serializer);
    }
}
