using Microsoft.Extensions.Logging.Abstractions;
using Recommender.Learning.Artworks;
using Recommender.Server.Artworks;
using Recommender.Server.Hosting;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Artworks;

public sealed class ArtworkTastesTests
{
    [Fact]
    public async Task What_was_learnt_of_tags_is_taken_over_by_a_generation_that_has_the_same()
    {
        using var world = await TinyWorld.CopyAsync();
        await using var data = await ServedData.OpenAsync(world.Options, new StartProgress(TextWriter.Null, terminal: false), NullLogger.Instance, CancellationToken.None);
        var (served, model) = (data.State.Current.Served, new ArtworkModel(new ArtworkBanditOptions()));
        var persona = served.Ranking.Personas.Names[0];
        var seen = new ArtworkContext([[0], [1]]);
        (seen.Weights[0], seen.Weights[1], seen.Rewards[0], seen.Rewards[1]) = (100, 100, 90, 10);
        var before = ArtworkTastes.Begin(model, served, before: null);
        var expected = before.Of(persona).Effects.ToArray();
        before.Learn(persona, [seen]);

        var after = ArtworkTastes.Begin(model, served, before);

        Assert.Equal(before.Of(persona).Effects, after.Of(persona).Effects);
        Assert.NotEqual(expected, after.Of(persona).Effects.ToArray());
    }
}
