using Grpc.Core;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>Serves the calls of one method, whatever its shape, with what turns its messages into bytes and back.</summary>
internal abstract class CallHandler<TRequest, TResponse>(ServerSettings settings, Method<TRequest, TResponse> method)
    : CallHandler(settings, method.FullName)
    where TRequest : class
    where TResponse : class
{
    protected MessageDecoder<TRequest> Decoder { get; } = new(method.RequestMarshaller.ContextualDeserializer, settings.MaxReceive);

    protected Action<TResponse, SerializationContext> Serializer { get; } = method.ResponseMarshaller.ContextualSerializer;
}
