using System.Text;
using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Members;
using Recommender.Storage.Titles;
using Recommender.V1;

namespace Recommender.Server.Tests.Generations;

public sealed class GenerationBuilderTests
{
    [Fact]
    public async Task Titles_of_the_model_lie_as_it_has_them_and_are_searched_where_they_are_mapped()
    {
        using var world = new SmallWorld();
        world.Publish();
        await using var store = world.OpenStore();
        await world.FillAsync(store, 300);

        await using var state = await Servings.OpenAsync(world, store);

        var served = state.Current.Served;
        Assert.Same(served.Model!.Titles, served.Ranking.Catalog.Settled.Embeddings);
        Assert.Equal((300, 0), (served.Ranking.Catalog.Settled.Count, served.Ranking.Catalog.Recent.Count));
        for (var row = 0; row < 300; row++) Assert.Equal(row, served.RowOf(world.Dataset.Titles[row].Id));
        Assert.Equal(served.Model.Popularity.Span, served.Ranking.Catalog.Settled.Popularity.AsSpan(0, 300));
    }

    [Fact]
    public async Task Every_title_bears_what_the_store_has_of_it()
    {
        using var world = new SmallWorld();
        world.Publish();
        await using var store = world.OpenStore();
        await world.FillAsync(store, 300);
        await using var state = await Servings.OpenAsync(world, store);
        var served = state.Current.Served;

        for (var row = 0; row < 300; row++)
        {
            var title = world.Stored(row);
            var (part, encoded, local) = served.Find(world.Dataset.Titles[row].Id);
            Assert.Equal(title.Tags.Select(static tag => tag.Tag), part.Tags[local].ToArray().Select(tag => new Storage.Titles.Tag(served.Ranking.Tags.Groups[tag], served.Ranking.Tags.Names[tag])));
            var norm = Math.Sqrt(title.Tags.Sum(static tag => (double)(float)(Half)tag.Weight * (float)(Half)tag.Weight));
            Assert.Equal(title.Tags.Select(tag => (float)(Half)tag.Weight / norm), part.TagWeights[local].ToArray().Select(static weight => (double)weight), (one, other) => Math.Abs(one - other) < 1e-6);
            Assert.Equal(title.AddedAt, part.AddedAt[local]);
            Assert.Equal(title.Name, Encoding.UTF8.GetString(encoded.Name(local)));
            Assert.Equal(world.Dataset.Titles[row].Id, RecommendedTitle.Parser.ParseFrom(encoded.TitleField(local)).TitleId);
            CheckArtworks(title, served, part, encoded, local);
        }
    }

    [Fact]
    public async Task Micro_genres_are_those_of_the_model_and_turn_round_to_the_titles_of_each()
    {
        using var world = new SmallWorld();
        world.Publish();
        await using var store = world.OpenStore();
        await world.FillAsync(store, 300);
        await using var state = await Servings.OpenAsync(world, store);
        var (served, mined) = (state.Current.Served, state.Current.Served.Tastes!.MicroGenres);
        var settled = served.Ranking.Catalog.Settled;

        Assert.True(mined.Count > 10, $"{mined.Count} micro-genres say nothing");
        for (var genre = 0; genre < mined.Count; genre++)
        {
            // The store keeps weights in fp16.
            Assert.Equal(mined.Titles(genre).ToArray().Order(), settled.MicroGenreTitles[genre].ToArray().Order());
            Assert.Equal(mined.Strengths(genre).ToArray(), settled.MicroGenreStrengths[genre].ToArray(), (one, other) => Math.Abs(one - other) < 1e-3);
            foreach (var title in settled.MicroGenreTitles[genre]) Assert.Contains(genre, settled.MicroGenres[title].ToArray());
        }
    }

    [Fact]
    public async Task Titles_that_the_model_does_not_know_get_their_embedding_from_their_tags()
    {
        using var world = new SmallWorld();
        world.Publish();
        await using var store = world.OpenStore();
        await world.FillAsync(store, 300);
        var title = world.Stored(7);
        await store.PutTitleAsync("new"u8, TitleWriter.Write(title));
        float[] own = [1, 2, 3, 4, 5, 6, 7, 8];
        await store.PutTitleAsync("own"u8, TitleWriter.Write(title with { Embedding = own }));
        await store.PutTitleAsync("short"u8, TitleWriter.Write(title with { Embedding = new float[] { 1, 2 } }));

        await using var state = await Servings.OpenAsync(world, store);

        var served = state.Current.Served;
        Assert.Equal(3, served.Ranking.Catalog.Recent.Count);
        var expected = served.Model!.TagEffects[world.Dataset.Tags.Count].ToArray();
        foreach (var tag in world.Dataset.Titles[7].Tags)
            for (var i = 0; i < expected.Length; i++) expected[i] += (float)(Half)tag.Weight * served.Model.TagEffects[tag.Tag][i];
        Assert.Equal(expected, EmbeddingOf("new"), (one, other) => MathF.Abs(one - other) < 1e-5f);
        Assert.Equal(own, EmbeddingOf("own"));
        Assert.Equal(EmbeddingOf("new"), EmbeddingOf("short"));

        float[] EmbeddingOf(string id)
        {
            var (part, _, row) = served.Find(id);
            return part.Embeddings[row].ToArray();
        }
    }

    [Theory, InlineData(290), InlineData(100), InlineData(1), InlineData(0)]
    public async Task Titles_of_the_model_that_the_store_lacks_are_not_served_and_stand_in_no_list(int present)
    {
        using var world = new SmallWorld();
        world.Publish();
        await using var store = world.OpenStore();
        await world.FillAsync(store, present);

        await using var state = await Servings.OpenAsync(world, store);

        var served = state.Current.Served;
        Assert.Equal(world.Dataset.Titles.Take(present).Select(static title => title.Id).Order(StringComparer.Ordinal), served.Names().Keys.Order(StringComparer.Ordinal));
        string[] ids = [.. world.Dataset.Titles.Take(present).Select(static title => title.Id)];
        Assert.Equal(ids.Length, served.Ranking.Popular.Length);
        Assert.Equal(ids.Length, served.Ranking.Newest.Length);
        foreach (var row in (int[])[.. served.Ranking.Popular, .. served.Ranking.Trending, .. served.Ranking.Newest, .. served.Ranking.Communities.Favourites.Values])
            Assert.Contains(Encoding.UTF8.GetString(served.Ranking.Catalog.Settled.Ids[row]), ids);
        var allowed = served.Ranking.Catalog.Settled.Access.Allowed(new Viewer(0, 1_800_000_000, 255, 0)).ToArray();
        Assert.Equal(present, allowed.Sum(static bits => System.Numerics.BitOperations.PopCount(bits)));
    }

    [Fact]
    public async Task Many_titles_that_the_model_does_not_know_follow_those_that_it_does()
    {
        using var world = new SmallWorld(titles: 60);
        world.Publish();
        await using var store = world.OpenStore();
        await world.FillAsync(store, 55);
        for (var i = 0; i < 40; i++) await store.PutTitleAsync(Encoding.UTF8.GetBytes($"new{i}"), TitleWriter.Write(world.Stored(i)));

        await using var state = await Servings.OpenAsync(world, store, new Server.Catalogs.CatalogOptions { InvertedFileFrom = 50 });

        var (served, best) = (state.Current.Served, new ScoredRow[100]);
        Assert.Equal((95, 0), (served.Names().Count, served.Ranking.Catalog.Recent.Count));
        for (var row = 0; row < 55; row++) Assert.Equal(row, served.RowOf(world.Dataset.Titles[row].Id));
        var settled = served.Ranking.Catalog.Settled;
        var found = settled.Search.Search(settled.Embeddings[70], best, new TitleSearchScratch(), settled.Access.Allowed(new Viewer(0, 1_800_000_000, 255, 0)));
        Assert.Equal(95, found);
        Assert.Equal(95, best[..found].Select(static one => one.Row).Distinct().Count());
    }

    [Fact]
    public async Task Favourites_of_communities_are_the_same_titles_in_whatever_rows()
    {
        using var world = new SmallWorld();
        world.Publish();
        await using var store = world.OpenStore();
        await world.FillAsync(store, 150);   // half of the model is missing, so the part has rows of its own

        await using var state = await Servings.OpenAsync(world, store);

        var served = state.Current.Served;
        Assert.NotSame(served.Model!.Titles, served.Ranking.Catalog.Settled.Embeddings);
        Assert.True(served.Ranking.Communities.Count > 0);
        for (var community = 0; community < served.Ranking.Communities.Count; community++)
        {
            Assert.Equal(
                served.Tastes!.Communities.Favourites(community).ToArray().Where(static title => title < 150).Select(title => world.Dataset.Titles[title].Id),
                served.Ranking.Communities.Favourites[community].ToArray().Select(row => Encoding.UTF8.GetString(served.Ranking.Catalog.Settled.Ids[row])));
        }
    }

    [Fact]
    public async Task Without_a_model_the_catalogue_is_served_by_its_tags()
    {
        using var world = new SmallWorld();
        await using var store = world.OpenStore();
        await world.FillAsync(store, 50);

        await using var state = await Servings.OpenAsync(world, store);

        var served = state.Current.Served;
        Assert.Equal((50, 0L), (served.Names().Count, served.Ranking.ModelVersion));
        Assert.Null(served.Model);
        Assert.Equal((0, 0), (served.Ranking.MicroGenres.Count, served.Ranking.Communities.Count));
        Assert.True(served.Ranking.Personas.Count > 0);
        Assert.Equal(served.Ranking.Tags.Count * served.Ranking.Personas.Count, served.Ranking.Personas.Weights.Length);
        Assert.Equal(0, served.Ranking.Catalog.Settled.Search.Search([1], new ScoredRow[3], new TitleSearchScratch(), [ulong.MaxValue]));
        Assert.Equal(world.Dataset.Titles[49].Id, Encoding.UTF8.GetString(served.Ranking.Catalog.Settled.Ids[served.Ranking.Newest[0]]));
    }

    [Fact]
    public async Task A_language_says_who_may_see_a_title_and_is_none_of_its_tags()
    {
        using var world = new SmallWorld();
        await using var store = world.OpenStore();
        var tag = new Storage.Titles.TitleTag(new("genre", "Crime"), 1);
        await store.PutTitleAsync("danish"u8, TitleWriter.Write(world.Stored(0) with { Tags = [tag, new(new("language", "da-DK"), 1), new(new("language", "de"), 1)] }));
        await store.PutTitleAsync("any"u8, TitleWriter.Write(world.Stored(0) with { Tags = [tag] }));

        await using var state = await Servings.OpenAsync(world, store);

        var served = state.Current.Served;
        var (part, _, row) = served.Find("danish");
        Assert.Equal(["Crime"], part.Tags[row].ToArray().Select(tag => served.Ranking.Tags.Names[tag]));
        Assert.DoesNotContain("language", served.Ranking.Tags.Groups);
        Assert.Equal(("language", null, null), (Obstacle("danish", "fr"), Obstacle("danish", "da"), Obstacle("danish", "de")));
        Assert.Equal((null, null), (Obstacle("any", "fr"), Obstacle("danish", "")));

        string? Obstacle(string id, string language)
        {
            var (part, _, row) = served.Find(id);
            return part.Access.Obstacle(row, new Viewer(0, 1_800_000_000, 255, Server.Pages.LanguageTag.Primary(language)));
        }
    }

    [Fact]
    public async Task Tags_are_found_by_the_hash_that_portraits_have_of_them()
    {
        using var world = new SmallWorld();
        world.Publish();
        await using var store = world.OpenStore();
        await store.PutTitleAsync("x"u8, TitleWriter.Write(world.Stored(0) with { Tags = [new(new("mood", "Unheard-of"), 1)] }));

        await using var state = await Servings.OpenAsync(world, store);

        var tags = state.Current.Served.Ranking.Tags;
        for (var row = 0; row < world.Dataset.Tags.Count; row++) Assert.Equal((world.Dataset.Tags[row].Group, world.Dataset.Tags[row].Name), (tags.Groups[row], tags.Names[row]));
        for (var row = 0; row < tags.Count; row++) Assert.Equal(row, tags.RowByHash[IdHash.OfTag(tags.Groups[row], tags.Names[row])]);
        Assert.Contains("Unheard-of", tags.Names);
    }

    private static void CheckArtworks(Storage.Titles.Title title, Server.Generations.ServedGeneration served, CatalogPart part, Server.Catalogs.EncodedPart encoded, int row)
    {
        var artworks = part.Artworks;
        var expected = title.Artworks.OrderBy(static artwork => artwork.Kind == Storage.Titles.ArtworkKind.Trailer).ToArray();
        Assert.Equal(expected.Length, artworks.First[row + 1] - artworks.First[row]);
        Assert.Equal(expected.Count(static artwork => artwork.Kind != Storage.Titles.ArtworkKind.Trailer), artworks.FirstTrailer[row] - artworks.First[row]);
        for (var i = 0; i < expected.Length; i++)
        {
            var chosen = ChosenArtwork.Parser.ParseFrom(encoded.ArtworkFields(artworks.First[row] + i));
            Assert.Equal((expected[i].Id, expected[i].Uri), (chosen.ArtworkId, chosen.Uri));
            Assert.Equal(expected[i].Depicts.Select(static tag => tag.Id), artworks.Depicts[artworks.First[row] + i].ToArray().Select(tag => served.Ranking.Tags.Names[tag]));
        }
    }
}
