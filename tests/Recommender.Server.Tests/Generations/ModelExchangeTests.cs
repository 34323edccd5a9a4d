using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Recommender.Server.Catalogs;
using Recommender.Server.Generations;
using Recommender.Server.Models;
using Recommender.Server.Tests.Support;

namespace Recommender.Server.Tests.Generations;

public sealed class ModelExchangeTests
{
    private static readonly float[] Own = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public async Task What_does_not_depend_on_the_model_is_shared()
    {
        using var world = new SmallWorld(titles: 60);
        world.Publish(seed: 1);
        world.Publish(seed: 2);
        await using var store = world.OpenStore();
        await world.FillAsync(store, 60);
        await using var state = await Servings.OpenAsync(world, store);
        await state.Catalog.PutAsync("new", world.Stored(3));
        var before = state.Current.Served;

        await state.Models.PublishAsync(1, default).Soon();

        var (old, settled) = (before.Ranking.Catalog.Settled, state.Current.Served.Ranking.Catalog.Settled);
        Assert.Equal((2L, 1L), (before.Ranking.ModelVersion, state.Current.Served.Ranking.ModelVersion));
        Assert.Same(before.Settled, state.Current.Served.Settled);
        Assert.Equal<object>([old.Ids, old.AddedAt, old.Access, old.Tags, old.TagWeights, old.CapKeys, old.Artworks], [settled.Ids, settled.AddedAt, settled.Access, settled.Tags, settled.TagWeights, settled.CapKeys, settled.Artworks]);
        Assert.Same(state.Current.Served.Model!.Titles, settled.Embeddings);
        Assert.Equal(state.Current.Served.Model!.Popularity.Span, settled.Popularity.AsSpan(0, 60));
    }

    // Whatever changed before, of whichever models titles bring embeddings: title by title, it is as if the other model had been built anew.
    [Fact]
    public void Another_model_is_served_as_if_all_had_been_built_anew()
    {
        using var world = new SmallWorld(titles: 60);
        world.Publish(seed: 1);
        world.Publish(seed: 2);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => PlayAsync(world, new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(10));
    }

    private static async Task PlayAsync(SmallWorld world, Random random)
    {
        await using var store = world.OpenStore();
        await world.FillAsync(store, 60);
        var options = new CatalogOptions { PublishEvery = TimeSpan.Zero, UsualRecent = random.Next(8, 40) };
        await using var state = await Servings.OpenAsync(world, store, options);
        var exchanges = 0;
        for (var step = 0; step < 6; step++)
        {
            for (var i = random.Next(12); i > 0; i--)
            {
                var id = random.Next(3) == 0 ? $"new{random.Next(6)}" : world.Dataset.Titles[random.Next(60)].Id;
                var title = world.Stored(random.Next(60)) with { Franchise = $"f{random.Next(3)}" };
                if (random.Next(3) == 0) title = title with { Embedding = Own, EmbeddingModel = (uint)random.Next(3) };
                if (random.Next(4) == 0) title = title with { Tags = [.. title.Tags, new(new("mood", $"Unheard-of {random.Next(100)}"), 0.3f)] };
                if (random.Next(4) == 0) await state.Catalog.DeleteAsync(id);
                else await state.Catalog.PutAsync(id, title);
            }

            var before = state.Current.Served.Settled;
            await state.Models.PublishAsync(state.Models.Served == 1 ? 2 : 1, default).Soon();
            exchanges += before == state.Current.Served.Settled ? 1 : 0;
            using var model = ServedModel.Open(world.Models.Open(state.Models.Served)!);
            var anew = new GenerationBuilder(store.Titles, model, options).Build(threads: 1, default).ToServed(1, 1, options.Recipe);
            Assert.Equal(Tell(anew), Tell(state.Current.Served));
            GC.KeepAlive(model);
        }

        Assert.True(exchanges > 0, "nothing was shared in any exchange");
        foreach (var id in Enumerable.Range(0, 6)) await state.Catalog.DeleteAsync($"new{id}");
    }

    private static string Tell(ServedGeneration served)
    {
        var text = new StringBuilder();
        foreach (var (id, name) in served.Names().OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var (part, encoded, row) = served.Find(id);
            text.Append(CultureInfo.InvariantCulture, $"{id} {name} {part.Popularity[row]} {part.Trend[row]} {part.AddedAt[row]} {part.CapKeys[row].Length} [{string.Join(' ', part.Embeddings[row].ToArray())}]");
            text.AppendJoin(' ', part.Tags[row].ToArray().Zip(part.TagWeights[row].ToArray()).Select(pair => $"{served.Ranking.Tags.Groups[pair.First]}/{served.Ranking.Tags.Names[pair.First]}:{pair.Second}"));
            text.AppendJoin(' ', part.MicroGenres[row].ToArray().Select(genre => $"{served.Ranking.MicroGenres.Names[genre]}:{part.MicroGenreStrengths[genre][part.MicroGenreTitles[genre].IndexOf(row)]}"));
            for (var artwork = part.Artworks.First[row]; artwork < part.Artworks.First[row + 1]; artwork++) text.Append(Convert.ToHexString(encoded.ArtworkFields(artwork)));
            text.Append('\n');
        }

        return text.ToString();
    }
}
