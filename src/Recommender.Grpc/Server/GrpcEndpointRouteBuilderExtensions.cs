using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Grpc.Server;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves gRPC services at endpoints.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves every method of a service. A service registered as a singleton is created at once and serves all calls; any other
    /// is created for each call.
    /// </summary>
    /// <typeparam name="TService">A class derived from a generated service base.</typeparam>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the class is no gRPC service.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Map(builder, ServiceBinding.Bind<TService>);
    }

    /// <summary>Serves every method of a definition, whose handlers serve all calls.</summary>
    /// <exception cref="InvalidOperationException">AddGrpc was not called.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService(
        this IEndpointRouteBuilder builder, ServerServiceDefinition serviceDefinition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(serviceDefinition);
        return Map(builder, endpoints => serviceDefinition.BindService(new DefinitionBinder(endpoints)));
    }

    private static GrpcServiceEndpointConventionBuilder Map(IEndpointRouteBuilder builder, Action<ServiceEndpoints> bind)
    {
        var settings = builder.ServiceProvider.GetService<ServerSettings>()
            ?? throw new InvalidOperationException("gRPC is not there: call AddGrpc on the services of the application.");
        var endpoints = new ServiceEndpoints(builder, settings);
        bind(endpoints);
        UnimplementedEndpoint.MapOnce(builder, settings);
        return new GrpcServiceEndpointConventionBuilder(endpoints.Mapped);
    }
}
