using Microsoft.Extensions.DependencyInjection.Extensions;
using Recommender.Server.Generations;

namespace Recommender.Server.Catalogs;

/// <summary>Hands catalogue and models to the services.</summary>
public static class CatalogServices
{
    /// <summary>Adds what <see cref="ServingState"/> holds, each part by its own type. The state stays its maker's.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, ServingState state)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(state);
        services.AddSingleton(state.Data);
        services.AddSingleton(state.Current);
        services.AddSingleton(state.Catalog);
        services.AddSingleton(state.Models);
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }
}
