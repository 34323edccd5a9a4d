using Grpc.Core;
using Recommender.V1;

namespace Recommender.PageLoad.Beside;

/// <summary>Publishes the server's models in turn, the only one again and again.</summary>
internal sealed class ModelSwaps : ISideLoad
{
    private readonly ModelService.ModelServiceClient _models;
    private readonly long[] _versions;
    private int _next = -1;

    private ModelSwaps(ModelService.ModelServiceClient models, long[] versions, double perSecond) => (_models, _versions, PerSecond) = (models, versions, perSecond);

    public string Name => "generation swaps";

    public double PerSecond { get; }

    /// <summary>Reads what can be published.</summary>
    /// <exception cref="LoadException">Nothing can.</exception>
    public static async Task<ModelSwaps> PrepareAsync(ChannelBase channel, double perSecond, CancellationToken cancellation)
    {
        var models = new ModelService.ModelServiceClient(channel.CreateCallInvoker());
        var list = await models.ListModelsAsync(new ListModelsRequest(), cancellationToken: cancellation);
        if (list.Models.Count == 0) throw new LoadException("there is no model to publish");
        return new ModelSwaps(models, [.. list.Models.Select(static model => model.Version)], perSecond);
    }

    public async Task DoAsync(CancellationToken cancellation)
    {
        var version = _versions[Interlocked.Increment(ref _next) % _versions.Length];
        await _models.PublishModelAsync(new PublishModelRequest { Version = version }, cancellationToken: cancellation);
    }
}
