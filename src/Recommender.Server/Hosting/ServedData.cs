using Recommender.Server.Data;
using Recommender.Server.Demo;
using Recommender.Server.Options;
using Recommender.Storage.Data;
using Recommender.Storage.Models;

namespace Recommender.Server.Hosting;

/// <summary>What is served: the stores, opened, and where the models are. Disposing closes the stores with a checkpoint.</summary>
/// <param name="Store">Members and titles.</param>
/// <param name="ModelFolder">Folder of the models, which has one.</param>
public sealed record ServedData(DataStore Store, string ModelFolder) : IAsyncDisposable
{
    /// <summary>Opens what the options name; of a sample world, and of stores that are to have a dataset, it first makes what is missing.</summary>
    /// <exception cref="IOException">A folder is in use, absent, something else or damaged, or the disk fails; the message names it.</exception>
    /// <exception cref="InvalidDataException">A file contradicts itself or another.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the next start goes on.</exception>
    internal static async Task<ServedData> OpenAsync(ServerOptions options, StartProgress progress, CancellationToken cancellation)
    {
        var (data, model) = options.Demo ? Made(new DemoFolder(options)) : (options.Data!, options.Model!);
        if (new ModelFolder(model).OpenNewest() is null)
            throw new IOException($"Model (--model): there is no model in '{model}'; make one with: recommender train {data} --out {model}");
        return new(await LiveData.OpenAsync(data, options, progress, cancellation), model);

        (string Data, string Model) Made(DemoFolder demo)
        {
            demo.Make(progress, cancellation);
            return (demo.Data, demo.Model);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
