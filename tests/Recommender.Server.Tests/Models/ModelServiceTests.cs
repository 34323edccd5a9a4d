using Grpc.Core;
using Recommender.Server.Tests.Support;
using Recommender.V1;

namespace Recommender.Server.Tests.Models;

public sealed class ModelServiceTests : IDisposable
{
    private readonly SmallWorld _world = new(titles: 60);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Models_are_listed_with_their_figures_the_newest_first()
    {
        _world.Publish(seed: 1);
        _world.Publish(seed: 2);
        await using var server = await CatalogServer.StartAsync(_world);

        var models = (await server.Models.ListModelsAsync(new ListModelsRequest())).Models;

        Assert.Equal([(2L, true), (1L, false)], models.Select(static model => (model.Version, model.Served)));
        Assert.Equal((SmallWorld.Dimension, 60L, 400L), (models[0].Dimension, models[0].TitleCount, models[0].MemberCount));
        Assert.Equal([new("ndcg@10", 0.25)], models[0].Figures.ToArray());
        Assert.InRange(models[0].CreateTime.ToDateTimeOffset(), DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_model_is_served_and_rolled_back_and_the_choice_survives_a_restart()
    {
        _world.Publish(seed: 1);
        await using (var server = await CatalogServer.StartAsync(_world))
        {
            await server.PutAsync(new Title { TitleId = _world.Dataset.Titles[0].Id });
            _world.Publish(seed: 2);
            Assert.Equal(1, server.State.Current.Served.Ranking.ModelVersion);

            Assert.Equal(2, (await server.Models.PublishModelAsync(new PublishModelRequest())).Model.Version);
            Assert.Equal(server.State.Current.Served.Model!.Titles[0].ToArray(), EmbeddingOf(server));
            Assert.Equal(2, server.State.Current.Served.Ranking.ModelVersion);
            Assert.True((await server.Models.RollBackModelAsync(new RollBackModelRequest())).Model.Served);
            Assert.Equal(1, server.State.Current.Served.Ranking.ModelVersion);
        }

        await using var again = await CatalogServer.StartAsync(_world);
        Assert.Equal(1, again.State.Current.Served.Ranking.ModelVersion);
    }

    [Fact]
    public async Task A_model_that_does_not_open_is_refused_and_the_served_one_stays()
    {
        _world.Publish(seed: 1);
        await using var server = await CatalogServer.StartAsync(_world);
        _world.Publish(seed: 2);
        var path = _world.Models.Open(2)!.PathOf("title-embeddings");
        await using (var file = File.OpenWrite(path))
        {
            file.Position = 4_200;
            file.WriteByte(0x5A);
        }

        var refused = await Refusal(server.Models.PublishModelAsync(new PublishModelRequest()));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("title-embeddings", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(1, server.State.Current.Served.Ranking.ModelVersion);
    }

    // A folder stands where the file is to be put.
    [Fact]
    public async Task A_choice_that_cannot_be_kept_is_told_while_the_model_is_served_and_kept_when_asked_again()
    {
        _world.Publish(seed: 1);
        await using (var server = await CatalogServer.StartAsync(_world))
        {
            _world.Publish(seed: 2);
            _world.Publish(seed: 3);
            Directory.CreateDirectory(_world.ChosenModelFile);

            var told = await Refusal(server.Models.PublishModelAsync(new PublishModelRequest { Version = 2 }));

            Assert.Equal(StatusCode.Unavailable, told.StatusCode);
            Assert.Contains("model 2 is served", told.Status.Detail, StringComparison.Ordinal);
            Assert.Equal(2, server.State.Current.Served.Ranking.ModelVersion);
            Directory.Delete(_world.ChosenModelFile);
            Assert.True((await server.Models.PublishModelAsync(new PublishModelRequest { Version = 2 })).Model.Served);
        }

        await using var again = await CatalogServer.StartAsync(_world);
        Assert.Equal(2, again.State.Current.Served.Ranking.ModelVersion);
    }

    [Fact]
    public async Task What_cannot_be_served_is_refused()
    {
        await using var server = await CatalogServer.StartAsync(_world);
        Assert.Empty((await server.Models.ListModelsAsync(new ListModelsRequest())).Models);
        Assert.Equal(StatusCode.FailedPrecondition, (await Refusal(server.Models.PublishModelAsync(new PublishModelRequest()))).StatusCode);
        _world.Publish();
        Assert.Equal(StatusCode.FailedPrecondition, (await Refusal(server.Models.PublishModelAsync(new PublishModelRequest { Version = 7 }))).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await Refusal(server.Models.PublishModelAsync(new PublishModelRequest { Version = -1 }))).StatusCode);
        Assert.Equal(1, (await server.Models.PublishModelAsync(new PublishModelRequest())).Model.Version);
        Assert.Equal(StatusCode.FailedPrecondition, (await Refusal(server.Models.RollBackModelAsync(new RollBackModelRequest()))).StatusCode);
    }

    private float[] EmbeddingOf(CatalogServer server)
    {
        var (part, _, row) = server.State.Current.Served.Find(_world.Dataset.Titles[0].Id);
        return part.Embeddings[row].ToArray();
    }

    private static Task<RpcException> Refusal<T>(AsyncUnaryCall<T> call) => Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.Soon());
}
