using Recommender.Server.Catalogs;
using Recommender.Server.Models;
using Recommender.Storage.Data;
using Recommender.Storage.Models;

namespace Recommender.Server.Generations;

/// <summary>Catalogue and model as they are served, and what changes them. Made once, before the server listens.</summary>
/// <remarks>Disposing finishes what was brought; the data store stays its owner's, who closes it after this.</remarks>
public sealed class ServingState : IAsyncDisposable
{
    private ServingState(DataStore data, CurrentGeneration current, CatalogWriter catalog, ModelSwitch models) =>
        (Data, Current, Catalog, Models) = (data, current, catalog, models);

    /// <summary>Where titles and members are kept.</summary>
    public DataStore Data { get; }

    /// <summary>What is served.</summary>
    public CurrentGeneration Current { get; }

    /// <summary>Changes titles.</summary>
    public CatalogWriter Catalog { get; }

    /// <summary>Changes the model.</summary>
    public ModelSwitch Models { get; }

    /// <summary>Maps the model that was chosen, or the newest, and builds the first generation from the titles of the store.</summary>
    /// <param name="data">The store; may be empty.</param>
    /// <param name="models">Published models; null for none.</param>
    /// <param name="options">How the catalogue is kept.</param>
    /// <param name="log">Told what is amiss and can be served all the same.</param>
    /// <param name="progress">Told how many titles were read; null if nobody asks.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">Models were published, but none can be served; or a title cannot be read. The message says why.</exception>
    public static Task<ServingState> OpenAsync(
        DataStore data, ModelFolder? models, CatalogOptions options, ILogger log, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => Open(data, models, options, log, progress, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Catalog.DisposeAsync();
        Models.Dispose();
    }

    private static ServingState Open(
        DataStore data, ModelFolder? models, CatalogOptions options, ILogger log, IProgress<long>? progress, CancellationToken cancellation)
    {
        var chosen = new ChosenModel(options.ChosenModelFile);
        var generation = models is null ? null : GenerationOf(models, chosen.Read(), log);
        var model = generation is null ? null : ServedModel.Open(generation);
        var state = new GenerationBuilder(data.Titles, model, options, progress).Build(threads: null, cancellation);
        PartWarmth.Warm(state.Settled, []);
        var current = new CurrentGeneration(state.ToServed(number: 1, data.Position, options.Recipe));
        var writer = new CatalogWriter(data, state, current, options, log);
        return new ServingState(data, current, writer, new ModelSwitch(models, chosen, writer, current));
    }

    private static ModelGeneration? GenerationOf(ModelFolder models, long chosen, ILogger log)
    {
        if (chosen > 0)
        {
            try
            {
                if (models.Open(chosen) is { } found) return found;
                CatalogLog.ChosenModelMissing(log, chosen, "It is not there any more.");
            }
            catch (IOException damage)
            {
                CatalogLog.ChosenModelMissing(log, chosen, damage.Message);
            }
        }

        var newest = models.OpenNewest();
        foreach (var reason in newest?.PassedOver ?? []) CatalogLog.ModelPassedOver(log, reason);
        return newest;
    }
}
