using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>Answers gRPC requests for methods that no service has; other requests are left to other endpoints.</summary>
internal sealed class UnimplementedEndpoint(ServerSettings settings) : CallHandler(settings, "unimplemented")
{
    private const string Name = "gRPC - Unimplemented";

    public static void MapOnce(IEndpointRouteBuilder builder, ServerSettings settings)
    {
        if (settings.IgnoreUnknownServices || IsMapped(builder)) return;

        var pattern = RoutePatternFactory.Parse(
            "{service}/{method}", defaults: null, parameterPolicies: new { service = new GrpcRequestsOnly() });
        builder.Map(pattern, new UnimplementedEndpoint(settings).HandleAsync).Add(built =>
        {
            built.DisplayName = Name;
            built.Metadata.Add(new HttpMethodMetadata(["POST"]));
            ((RouteEndpointBuilder)built).Order = int.MaxValue;
        });
    }

    protected override ValueTask ServeAsync(ServerCall call) =>
        throw new RpcException(new Status(StatusCode.Unimplemented, "The server has no such method."));

    private static bool IsMapped(IEndpointRouteBuilder builder) =>
        builder.DataSources.SelectMany(source => source.Endpoints).Any(endpoint => endpoint.DisplayName == Name);

    private sealed class GrpcRequestsOnly : IRouteConstraint
    {
        public bool Match(
            HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            GrpcHeaders.IsGrpc(httpContext?.Request.ContentType);
    }
}
