using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Recommender.Server.Catalogs;
using Recommender.Server.Health;
using Recommender.Server.Members;
using Recommender.Server.Models;
using Recommender.Server.Pages;
using Recommender.Server.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Recommender.Server.Hosting;

/// <summary>The one list of gRPC services, and what is known of all that are mapped.</summary>
internal static class ServedServices
{
    public static void MapServices(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<RecommendationService>();
        endpoints.MapGrpcService<CatalogService>();
        endpoints.MapGrpcService<ModelService>();
        endpoints.MapGrpcService<MemberService>();
        endpoints.MapGrpcService<HealthService>();
        endpoints.MapGrpcService<ReflectionService>();
        endpoints.MapGrpcService<ReflectionAlphaService>();
    }

    /// <summary>Descriptors of all mapped services, wherever they were mapped.</summary>
    public static IEnumerable<ServiceDescriptor> Descriptors(EndpointDataSource endpoints) =>
        endpoints.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>())
            .OfType<GrpcMethodMetadata>()
            .Select(method => method.ServiceType)
            .Distinct()
            .Select(DescriptorOf)
            .OfType<ServiceDescriptor>();

    // The generated base class names the static class that it is nested in, and that one has the descriptor.
    // A service made by hand, with its own marshallers, has none and is left out of reflection.
    private static ServiceDescriptor? DescriptorOf(Type serviceType) =>
        serviceType.GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)?.BindType
            .GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;
}
