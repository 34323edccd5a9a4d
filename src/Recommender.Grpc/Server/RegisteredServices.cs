using Microsoft.Extensions.DependencyInjection;

namespace Recommender.Grpc.Server;

/// <summary>Remembers how the application registered its services, so that a singleton is not looked up for each call.</summary>
internal sealed class RegisteredServices(IServiceCollection services)
{
    /// <summary>How a type was registered last; null if it was not.</summary>
    public ServiceLifetime? LifetimeOf(Type type) =>
        services.LastOrDefault(descriptor => descriptor.ServiceType == type && !descriptor.IsKeyedService)?.Lifetime;
}
