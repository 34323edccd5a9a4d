using Recommender.V1;

namespace Recommender.Server.Rehearsals;

/// <summary>Does what is done to a server now and then beside its calls: serves another model and then the first one again, where there is another.</summary>
/// <param name="server">The server.</param>
internal sealed class RehearsedOperator(RehearsedServer server)
{
    private const int Times = 2;

    /// <summary>Acts until done.</summary>
    public async Task ActAsync(CancellationToken cancellation)
    {
        var client = new ModelService.ModelServiceClient(server.Channel);
        var models = (await client.ListModelsAsync(new ListModelsRequest(), cancellationToken: cancellation)).Models;
        var first = models.First(static model => model.Served).Version;
        foreach (var other in Enumerable.Repeat(models.Where(static model => !model.Served), Times).SelectMany(static all => all))
        {
            await client.PublishModelAsync(new PublishModelRequest { Version = other.Version }, cancellationToken: cancellation);
            await client.PublishModelAsync(new PublishModelRequest { Version = first }, cancellationToken: cancellation);
        }
    }
}
