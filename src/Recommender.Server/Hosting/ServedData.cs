using Recommender.Server.Catalogs;
using Recommender.Server.Data;
using Recommender.Server.Decisions;
using Recommender.Server.Demo;
using Recommender.Server.Generations;
using Recommender.Server.Options;
using Recommender.Storage.Models;

namespace Recommender.Server.Hosting;

/// <summary>What is served: the stores, and catalogue and model as they are read. Disposing finishes what was brought and closes the stores with a checkpoint.</summary>
public sealed class ServedData : IAsyncDisposable
{
    /// <summary>Beside the stores, says which model was chosen.</summary>
    internal const string ChosenModelFile = "chosen-model";
    private const string DecisionsFolder = "decisions";

    private readonly LiveData _live;

    private ServedData(LiveData live, ModelFolder models, ServingState state, ServedDecisions decisions) => (_live, Models, State, Decisions) = (live, models, state, decisions);

    /// <summary>Catalogue, model, and what changes them.</summary>
    public ServingState State { get; }

    /// <summary>Where models lie.</summary>
    internal ModelFolder Models { get; }

    /// <summary>What was decided, and what came of it.</summary>
    internal ServedDecisions Decisions { get; }

    /// <summary>Opens what the options name; of a sample world, and of stores that are to have a dataset, it first makes what is missing.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="progress">Told what takes long.</param>
    /// <param name="log">Told what is amiss and can be served all the same.</param>
    /// <param name="cancellation">Ends it early; the next start goes on.</param>
    /// <exception cref="IOException">A folder is in use, absent, something else or damaged, or the disk fails; the message names it.</exception>
    /// <exception cref="InvalidDataException">A file contradicts itself or another.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static async Task<ServedData> OpenAsync(ServerOptions options, StartProgress progress, ILogger log, CancellationToken cancellation)
    {
        var (data, model) = options.Demo ? Made(new DemoFolder(options)) : (options.Data!, options.Model!);
        var models = new ModelFolder(model);
        if (models.OpenNewest() is null) throw new IOException($"Model (--model): there is no model in '{model}'; make one with: recommender train {data} --out {model}");

        return await OpenAsync(await LiveData.OpenAsync(data, options, progress), models, options, log, cancellation);

        (string Data, string Model) Made(DemoFolder demo)
        {
            demo.Make(progress, cancellation);
            return (demo.Data, demo.Model);
        }
    }

    /// <summary>Serves from stores that are open; where it fails it closes them.</summary>
    /// <inheritdoc cref="OpenAsync(ServerOptions, StartProgress, ILogger, CancellationToken)"/>
    internal static async Task<ServedData> OpenAsync(LiveData live, ModelFolder models, ServerOptions options, ILogger log, CancellationToken cancellation)
    {
        ServingState? state = null;
        try
        {
            await live.LoadTitlesAsync(cancellation);
            var catalog = new CatalogOptions { InvertedFileFrom = options.InvertedFileFrom, ChosenModelFile = live.PathOf(ChosenModelFile) };
            state = await ServingState.OpenAsync(live.Store, models, catalog, log, progress: null, cancellation);
            await live.LoadMembersAsync(state.Current.Served, cancellation);
            return new(live, models, state, ServedDecisions.Open(options, live.PathOf(DecisionsFolder), state.Current, log));
        }
        catch
        {
            if (state is not null) await state.DisposeAsync();
            await live.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Decisions.DisposeAsync();
        await State.DisposeAsync();
        await _live.DisposeAsync();
    }
}
