using System.Runtime.CompilerServices;
using Grpc.Core;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>One request, one response.</summary>
internal sealed class UnaryCallHandler<TRequest, TResponse>(
    ServerSettings settings, Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
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
        var response = await handler(request, call);
        call.EndWith(response, _serializer);
    }
}
