using System.Reflection;
using Grpc.Core;

namespace Recommender.Grpc.Server;

/// <summary>Binds the methods of a service of which each call gets its own object.</summary>
/// <param name="endpoints">Where they are mapped.</param>
/// <param name="declaring">The base of the service, or itself, that declares the methods to be overridden.</param>
internal sealed class ServiceBinder<TService>(ServiceEndpoints endpoints, Type declaring) : ServiceBinderBase
    where TService : class
{
    private readonly ServiceActivator<TService> _activator = new(endpoints.Services);

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Find<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(
            method, typeof(TRequest), typeof(ServerCallContext));
        Map(method, invoke, new UnaryCallHandler<TRequest, TResponse>(
            endpoints.Settings, method, (request, call) => invoke(_activator.Create(call), request, call)));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Find<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        Map(method, invoke, new ClientStreamingCallHandler<TRequest, TResponse>(
            endpoints.Settings, method, (requests, call) => invoke(_activator.Create(call), requests, call)));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Find<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        Map(method, invoke, new ServerStreamingCallHandler<TRequest, TResponse>(
            endpoints.Settings,
            method,
            (request, responses, call) => invoke(_activator.Create(call), request, responses, call)));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Find<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        Map(method, invoke, new DuplexStreamingCallHandler<TRequest, TResponse>(
            endpoints.Settings,
            method,
            (requests, responses, call) => invoke(_activator.Create(call), requests, responses, call)));
    }

    /// <summary>Finds what a call through the base finds: a method that only bears the name, hiding that of the base, does not serve.</summary>
    private TDelegate Find<TDelegate>(IMethod method, params Type[] parameters)
        where TDelegate : Delegate
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            var found = type.GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters);
            if (found is { IsVirtual: true } && found.GetBaseDefinition().DeclaringType == declaring) return found.CreateDelegate<TDelegate>();
        }

        throw new InvalidOperationException($"{typeof(TService)} has no virtual method {method.Name} for {method.FullName}.");
    }

    private void Map(IMethod method, Delegate invoke, CallHandler handler) => endpoints.Map(
        typeof(TService),
        method,
        handler,
        [.. typeof(TService).GetCustomAttributes(inherit: true), .. invoke.Method.GetCustomAttributes(inherit: true)]);
}
