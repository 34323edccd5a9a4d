using System.Reflection;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Recommender.Grpc.Server;

/// <summary>Finds the methods of a service class through the binding code that is generated beside its base.</summary>
internal static class ServiceBinding
{
    public static void Bind<TService>(ServiceEndpoints endpoints)
        where TService : class
    {
        var (attribute, baseType) = FindAttribute(typeof(TService));
        var bind = attribute.BindType.GetMethod(
            attribute.BindMethodName,
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static,
            [typeof(ServiceBinderBase), baseType])
            ?? throw new InvalidOperationException($"{attribute.BindType} has no method {attribute.BindMethodName}(ServiceBinderBase, {baseType.Name}).");

        var services = endpoints.Services;
        if (services.GetRequiredService<RegisteredServices>().LifetimeOf(typeof(TService)) is ServiceLifetime.Singleton)
            bind.Invoke(null, [new DefinitionBinder(endpoints), services.GetRequiredService<TService>()]);
        else
            bind.Invoke(null, [new ServiceBinder<TService>(endpoints, baseType), null]);
    }

    private static (BindServiceMethodAttribute Attribute, Type BaseType) FindAttribute(Type service)
    {
        for (var type = service; type is not null; type = type.BaseType)
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute) return (attribute, type);
        throw new InvalidOperationException($"{service} is no gRPC service: no base of it was generated from a service in a .proto file.");
    }
}
