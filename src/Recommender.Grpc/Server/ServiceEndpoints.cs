using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Recommender.Grpc.Server;

/// <summary>Maps the methods of one service to endpoints.</summary>
internal sealed class ServiceEndpoints(IEndpointRouteBuilder builder, ServerSettings settings)
{
    private readonly List<IEndpointConventionBuilder> _mapped = [];

    public IReadOnlyList<IEndpointConventionBuilder> Mapped => _mapped;

    public IServiceProvider Services => builder.ServiceProvider;

    public ServerSettings Settings => settings;

    /// <summary>Serves a method.</summary>
    /// <param name="serviceType">The class that implements it.</param>
    /// <param name="method">The method.</param>
    /// <param name="handler">What serves its calls.</param>
    /// <param name="attributes">Attributes of the class and the method, such as those for authorization.</param>
    public void Map(Type serviceType, IMethod method, CallHandler handler, IEnumerable<object> attributes)
    {
        var endpoint = builder.Map(RoutePatternFactory.Parse(method.FullName), handler.HandleAsync);
        endpoint.Add(built =>
        {
            built.DisplayName = $"gRPC - {method.FullName}";
            built.Metadata.Add(new GrpcMethodMetadata(serviceType, method));
            built.Metadata.Add(new HttpMethodMetadata(["POST"]));
            foreach (var attribute in attributes) built.Metadata.Add(attribute);
        });
        _mapped.Add(endpoint);
    }
}
