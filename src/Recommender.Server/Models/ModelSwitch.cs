using Recommender.Server.Generations;
using Recommender.Server.Hosting;
using Recommender.Storage.Models;

namespace Recommender.Server.Models;

/// <summary>Chooses the served model while it serves. One change at a time: others wait. Safe from many threads.</summary>
public sealed class ModelSwitch : IDisposable
{
    private readonly ModelFolder? _folder;
    private readonly ChosenModel _chosen;
    private readonly CatalogWriter _writer;
    private readonly CurrentGeneration _current;
    private readonly SemaphoreSlim _one = new(1);

    internal ModelSwitch(ModelFolder? folder, ChosenModel chosen, CatalogWriter writer, CurrentGeneration current) =>
        (_folder, _chosen, _writer, _current) = (folder, chosen, writer, current);

    /// <summary>Number of the served model; 0 for none.</summary>
    public long Served => _current.Served.Ranking.ModelVersion;

    /// <summary>Published models, the newest first, as far as their files are there.</summary>
    public IReadOnlyList<ModelSummary> List()
    {
        var summaries = new List<ModelSummary>();
        foreach (var number in _folder?.Generations() ?? [])
            if (TryDescribe(number) is { } summary) summaries.Add(summary);
        return summaries;
    }

    /// <summary>Serves a model once it is mapped, checked and warm, and keeps the choice.</summary>
    /// <param name="number">Its number; 0 for the newest.</param>
    /// <param name="cancellation">Ends the waiting for other changes.</param>
    /// <exception cref="ModelNotServableException">There is no such model, or it does not open; the served one stays.</exception>
    /// <exception cref="ChoiceNotKeptException">It is served, and the choice could not be kept.</exception>
    public Task<ModelSummary> PublishAsync(long number, CancellationToken cancellation) => AloneAsync(
        () => number > 0 ? number : _folder?.Generations() is [var newest, ..] ? newest : throw new ModelNotServableException("no model was ever published"),
        cancellation);

    /// <summary>Serves the model before the served one.</summary>
    /// <exception cref="ModelNotServableException">There is none, or it does not open; the served one stays.</exception>
    /// <exception cref="ChoiceNotKeptException">It is served, and the choice could not be kept.</exception>
    public Task<ModelSummary> RollBackAsync(CancellationToken cancellation) => AloneAsync(
        () => _folder?.Generations().FirstOrDefault(number => number < Served) is { } before and > 0
            ? before
            : throw new ModelNotServableException($"there is no model before {Served}, which is served"),
        cancellation);

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<ModelSummary> AloneAsync(Func<long> which, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return await ServeAsync(which());
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<ModelSummary> ServeAsync(long number)
    {
        try
        {
            var generation = _folder?.Open(number)
                ?? throw new ModelNotServableException($"there is no model {number}; there are: {string.Join(", ", _folder?.Generations() ?? [])}");
            if (number != Served) await ServeAsync(generation);
            await KeepAsync(number);
            return ModelSummary.Of(generation);
        }
        catch (IOException failure)
        {
            throw new ModelNotServableException(failure.Message, failure);
        }
    }

    private async Task KeepAsync(long number)
    {
        try
        {
            await LowPriority.RunAsync(() => _chosen.Write(number), "model");   // the disk may take its time, which calls would wait for
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ChoiceNotKeptException($"model {number} is served, but the choice could not be kept, and a restart does not know of it: {failure.Message} Asking again tries again.", failure);
        }
    }

    private async Task ServeAsync(ModelGeneration generation)
    {
        var model = await LowPriority.RunAsync(
            () =>
            {
                generation.Verify();
                return ServedModel.Open(generation);
            },
            "model");
        try
        {
            await _writer.ServeAsync(model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private ModelSummary? TryDescribe(long number)
    {
        try
        {
            return _folder!.Open(number) is { } generation ? ModelSummary.Of(generation) : null;
        }
        catch (IOException)
        {
            return null;   // it cannot be served, and publishing it says why
        }
    }
}
