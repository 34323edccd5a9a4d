using Grpc.Core;
using Grpc.Health.V1;
using Recommender.Server.Errors;
using HealthProto = Grpc.Health.V1.Health;

namespace Recommender.Server.Health;

/// <summary>grpc.health.v1.Health over a <see cref="HealthRegistry"/>.</summary>
public sealed class HealthService(HealthRegistry registry) : HealthProto.HealthBase
{
    /// <inheritdoc/>
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        RefuseLongName(request);
        if (!registry.TryGet(request.Service, out var status))
            throw new RpcException(new Status(StatusCode.NotFound, $"no status is kept for '{request.Service}'"));
        return Task.FromResult(new HealthCheckResponse { Status = status });
    }

    /// <inheritdoc/>
    public override Task<HealthListResponse> List(HealthListRequest request, ServerCallContext context)
    {
        var response = new HealthListResponse();
        foreach (var (name, status) in registry.Snapshot())
            response.Statuses.Add(name, new HealthCheckResponse { Status = status });
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        RefuseLongName(request);
        using var watch = registry.Watch(request.Service);
        await foreach (var status in watch.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(new HealthCheckResponse { Status = status });
    }

    // Bounds what a watch of an unknown name, or an answer that repeats the name, costs.
    private static void RefuseLongName(HealthCheckRequest request)
    {
        if (request.Service.Length <= HealthRegistry.MaxNameLength) return;
        throw RichError.InvalidArgument(new FieldViolation(
            "service", $"is {request.Service.Length} characters long; allowed 0..{HealthRegistry.MaxNameLength}"));
    }
}
