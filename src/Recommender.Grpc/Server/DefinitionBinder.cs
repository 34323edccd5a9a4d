using Grpc.Core;

namespace Recommender.Grpc.Server;

/// <summary>Binds methods whose handlers are given.</summary>
internal sealed class DefinitionBinder(ServiceEndpoints endpoints) : ServiceBinderBase
{
    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        Map(method, handler, new UnaryCallHandler<TRequest, TResponse>(endpoints.Settings, method, handler!));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
        Map(method, handler, new ClientStreamingCallHandler<TRequest, TResponse>(endpoints.Settings, method, handler!));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
        Map(method, handler, new ServerStreamingCallHandler<TRequest, TResponse>(endpoints.Settings, method, handler!));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
        Map(method, handler, new DuplexStreamingCallHandler<TRequest, TResponse>(endpoints.Settings, method, handler!));

    private void Map(IMethod method, Delegate? handler, CallHandler serves)
    {
        if (handler is null) throw new InvalidOperationException($"{method.FullName} has no handler.");
        var implementation = handler.Target?.GetType() ?? typeof(ServerServiceDefinition);
        endpoints.Map(
            implementation,
            method,
            serves,
            [.. implementation.GetCustomAttributes(inherit: true), .. handler.Method.GetCustomAttributes(inherit: true)]);
    }
}
