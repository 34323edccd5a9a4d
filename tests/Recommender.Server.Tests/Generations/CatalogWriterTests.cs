using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Server.Catalogs;
using Recommender.Server.Generations;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Titles;

namespace Recommender.Server.Tests.Generations;

public sealed class CatalogWriterTests
{
    private static readonly CatalogOptions Quick = new() { PublishEvery = TimeSpan.Zero, UsualRecent = 6 };

    [Fact]
    public async Task A_title_is_served_when_its_put_ends_and_gone_when_its_delete_does()
    {
        using var world = new SmallWorld();
        world.Publish();
        await using var store = world.OpenStore();
        await using var state = await Servings.OpenAsync(world, store);
        Assert.Empty(state.Current.Served.Names());

        var put = await state.Catalog.PutAsync("a", world.Stored(0) with { Name = "First" });
        Assert.Equal("First", state.Current.Served.Names()["a"]);
        var again = await state.Catalog.PutAsync("a", world.Stored(0) with { Name = "Second" });
        Assert.Equal("Second", Assert.Single(state.Current.Served.Names()).Value);
        var deleted = await state.Catalog.DeleteAsync("a");
        Assert.Empty(state.Current.Served.Names());
        var nothing = await state.Catalog.DeleteAsync("a");

        Assert.Equal((false, true, true, false), (put.Existed, again.Existed, deleted.Existed, nothing.Existed));
        Assert.True(put.CatalogVersion < again.CatalogVersion && again.CatalogVersion < deleted.CatalogVersion);
        Assert.Equal(deleted.CatalogVersion, nothing.CatalogVersion);
        Assert.Equal(deleted.CatalogVersion, state.Current.Served.Ranking.Catalog.Version);
    }

    [Fact]
    public async Task Changes_of_one_title_are_made_in_their_order_however_close_they_come()
    {
        using var world = new SmallWorld();
        await using var store = world.OpenStore();
        await using var state = await Servings.OpenAsync(world, store);

        Task<ChangeOutcome>[] all = [.. Enumerable.Range(0, 100).Select(i => i % 10 == 9 ? state.Catalog.DeleteAsync("a") : state.Catalog.PutAsync("a", world.Stored(0) with { Name = $"{i}" }))];
        var outcomes = await Task.WhenAll(all).Soon();
        await state.Catalog.PutAsync("a", world.Stored(0) with { Name = "last" }).Soon();

        Assert.Equal(Enumerable.Range(0, 100).Select(static i => i % 10 != 0), outcomes.Select(static outcome => outcome.Existed));
        Assert.Equal("last", Assert.Single(state.Current.Served.Names()).Value);
        Assert.Equal("last", store.Titles.Find("a"u8)!.Name);
    }

    // Against a dictionary: whatever is put, deleted, merged and published, all that is there is served once, as it was last put.
    [Fact]
    public void No_title_is_lost_or_doubled_by_changes_merges_and_models()
    {
        using var world = new SmallWorld(titles: 60);
        world.Publish(seed: 1);
        world.Publish(seed: 2);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => PlayAsync(world, seed))
            .Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(12));
    }

    [Fact]
    public async Task Readers_see_whole_generations_while_titles_and_models_change()
    {
        using var world = new SmallWorld(titles: 60);
        world.Publish(seed: 1);
        world.Publish(seed: 2);
        await using var store = world.OpenStore();
        await world.FillAsync(store, 60);
        await using var state = await Servings.OpenAsync(world, store, Quick);
        using var stop = new CancellationTokenSource();
        Task<int>[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => ReadUntil(state.Current, stop.Token)))];

        for (var round = 0; round < 10; round++)
        {
            var changes = Enumerable.Range(0, 20).Select(i => state.Catalog.PutAsync($"new{i}", world.Stored(i)));
            await Task.WhenAll([.. changes, round % 2 == 0 ? state.Models.RollBackAsync(default) : state.Models.PublishAsync(0, default)]).Soon();
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers).Soon(), static read => Assert.True(read > 0));
        Assert.Equal(80, state.Current.Served.Names().Count);
    }

    [Fact]
    public async Task What_was_acknowledged_is_served_after_a_restart()
    {
        using var world = new SmallWorld();
        world.Publish();
        await using (var store = world.OpenStore())
        {
            await world.FillAsync(store, 300);
            await using var state = await Servings.OpenAsync(world, store);
            await state.Catalog.PutAsync("a", world.Stored(0) with { Name = "Kept" });
            await state.Catalog.DeleteAsync(world.Dataset.Titles[3].Id);
        }

        await using var reopened = world.OpenStore();
        await using var again = await Servings.OpenAsync(world, reopened);

        var served = again.Current.Served;
        Assert.Equal(("Kept", 300, -1), (served.Names()["a"], served.Names().Count, served.RowOf(world.Dataset.Titles[3].Id)));
        Assert.Same(served.Model!.Titles, served.Ranking.Catalog.Settled.Embeddings);   // a few changes do not cost the mapped index
    }

    [Theory, InlineData(int.MaxValue), InlineData(5)]
    public async Task Changed_titles_are_merged_and_found_as_before(int invertedFrom)
    {
        using var world = new SmallWorld(titles: 60);
        world.Publish();
        await using var store = world.OpenStore();
        await world.FillAsync(store, 60);
        var options = Quick with { InvertedFileFrom = invertedFrom };
        await using var state = await Servings.OpenAsync(world, store, options);

        for (var i = 0; i < 12; i++) await state.Catalog.PutAsync($"new{i % 8}", world.Stored(i));
        await state.Catalog.DeleteAsync(world.Dataset.Titles[7].Id);
        while (state.Current.Served.Ranking.Catalog.Recent.Count > options.MostRecent(60) && DateTime.UtcNow < Patience.Deadline) await Task.Yield();

        var served = state.Current.Served;
        Assert.InRange(served.Ranking.Catalog.Recent.Count, 0, options.MostRecent(60));
        Assert.Equal(67, served.Names().Count);
        foreach (var id in served.Names().Keys) Assert.True(IsFound(served, id), $"'{id}' is not found by its own embedding");
    }

    // As a killed process leaves it: nothing was closed, and what the files hold is what there is.
    [Fact]
    public async Task What_was_acknowledged_is_served_from_what_a_killed_process_leaves()
    {
        using var world = new SmallWorld(titles: 60);
        await using var store = world.OpenStore();
        await using var state = await Servings.OpenAsync(world, store);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => state.Catalog.PutAsync($"t{i}", world.Stored(i))));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => state.Catalog.DeleteAsync($"t{i}")));

        using var left = world.CopyOfStore();
        await using var reopened = SmallWorld.OpenStore(left.Path);
        await using var again = await Servings.OpenAsync(world, reopened);

        Assert.Equal(Enumerable.Range(20, 30).Select(static i => $"t{i}").Order(StringComparer.Ordinal), again.Current.Served.Names().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_brought_to_a_stopped_writer_is_refused()
    {
        using var world = new SmallWorld(titles: 60);
        await using var store = world.OpenStore();
        var state = await Servings.OpenAsync(world, store);
        await state.DisposeAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => state.Catalog.PutAsync("a", world.Stored(0)));
    }

    [Fact]
    public async Task An_embedding_that_was_given_for_another_model_counts_no_more()
    {
        using var world = new SmallWorld(titles: 60);
        world.Publish(seed: 1);
        await using var store = world.OpenStore();
        await using var state = await Servings.OpenAsync(world, store);
        float[] own = [1, 2, 3, 4, 5, 6, 7, 8];
        await state.Catalog.PutAsync("own", world.Stored(0) with { Embedding = own, EmbeddingModel = 1 });
        await state.Catalog.PutAsync(world.Dataset.Titles[5].Id, world.Stored(5) with { Embedding = own, EmbeddingModel = 1 });
        Assert.Equal(own, EmbeddingOf("own"));
        Assert.Equal(own, EmbeddingOf(world.Dataset.Titles[5].Id));

        world.Publish(seed: 2);
        await state.Models.PublishAsync(0, default).Soon();

        Assert.NotEqual(own, EmbeddingOf("own"));
        Assert.Equal(state.Current.Served.Model!.Titles[5].ToArray(), EmbeddingOf(world.Dataset.Titles[5].Id));

        float[] EmbeddingOf(string id)
        {
            var (part, _, row) = state.Current.Served.Find(id);
            return part.Embeddings[row].ToArray();
        }
    }

    private static async Task PlayAsync(SmallWorld world, int seed)
    {
        var (random, expected) = (new Random(seed), new Dictionary<string, string>(StringComparer.Ordinal));
        await using var store = world.OpenStore();
        var options = Quick with { UsualRecent = random.Next(1, 12), InvertedFileFrom = random.Next(2) == 0 ? 5 : int.MaxValue };
        var old = new AllIds();
        store.Titles.Scan(ref old);
        foreach (var id in old.Ids) await store.DeleteTitleAsync(Encoding.UTF8.GetBytes(id));

        await using var state = await Servings.OpenAsync(world, store, options);
        var (waiting, model) = (new List<Task>(), Task.CompletedTask);
        for (var step = 0; step < 150; step++)
        {
            // Ids that the model knows, and others.
            var id = random.Next(2) == 0 ? world.Dataset.Titles[random.Next(30)].Id : $"new{random.Next(20)}";
            switch (random.Next(10))
            {
                case < 5:
                    expected[id] = $"{step}";
                    waiting.Add(state.Catalog.PutAsync(id, world.Stored(random.Next(60)) with { Name = expected[id], Franchise = $"f{random.Next(3)}" }));
                    break;
                case < 8:
                    expected.Remove(id);
                    waiting.Add(state.Catalog.DeleteAsync(id));
                    break;
                case 8 when model.IsCompleted:
                    model = random.Next(2) == 0 ? state.Models.PublishAsync(1, default) : state.Models.PublishAsync(2, default);
                    break;
                default:
                    await Task.WhenAll(waiting).Soon();
                    Check(state.Current.Served, expected);
                    break;
            }
        }

        await Task.WhenAll([.. waiting, model]).Soon();
        Check(state.Current.Served, expected);
    }

    private static void Check(ServedGeneration served, Dictionary<string, string> expected)
    {
        Assert.Equal(expected.OrderBy(static pair => pair.Key, StringComparer.Ordinal), served.Names().OrderBy(static pair => pair.Key, StringComparer.Ordinal));
        CheckParts(served);
        foreach (var id in expected.Keys) Assert.True(IsFound(served, id), $"'{id}' is not found by its own embedding");
    }

    // A title's own embedding, made longer than all others, finds the title.
    private static bool IsFound(ServedGeneration served, string id)
    {
        var (part, _, row) = served.Find(id);
        var (best, allowed) = (new ScoredRow[part.Count], new ulong[(part.Count + 63) >> 6]);
        Array.Fill(allowed, ulong.MaxValue);
        var found = part.Search.Search(part.Embeddings[row], best, new TitleSearchScratch(), allowed);
        return best[..found].Any(one => one.Row == row);
    }

    private static int ReadUntil(CurrentGeneration current, CancellationToken stop)
    {
        var (read, last) = (0, 0L);
        while (!stop.IsCancellationRequested || read == 0)
        {
            var served = current.Served;
            Assert.True(served.Ranking.Number >= last);
            last = served.Ranking.Number;
            Assert.InRange(served.Names().Count, 60, 80);
            CheckParts(served);
            Assert.Equal(served.Ranking.ModelVersion, served.Model!.Generation.Number);
            GC.KeepAlive(served);
            read++;
        }

        return read;
    }

    private static void CheckParts(ServedGeneration served)
    {
        var generation = served.Ranking;
        foreach (var part in (CatalogPart[])[generation.Catalog.Settled, generation.Catalog.Recent])
        {
            Assert.InRange(part.Popularity.Length, part.Count, int.MaxValue);
            Assert.Equal(part.Count, part.Tags.Rows);
            Assert.Equal(part.Count == 0 ? 0 : part.Artworks.First[part.Count], part.Artworks.Count);
            Assert.Equal(generation.MicroGenres.Count, part.MicroGenreTitles.Rows);
            foreach (var tag in part.Tags.Values) Assert.InRange(tag, 0, generation.Tags.Count - 1);
            foreach (var tag in part.Artworks.Depicts.Values) Assert.InRange(tag, 0, generation.Tags.Count - 1);
        }

        foreach (var row in (int[])[.. generation.Popular, .. generation.Newest, .. generation.Communities.Favourites.Values]) Assert.InRange(row, 0, generation.Catalog.Settled.Count - 1);
    }

    private struct AllIds : ITitleScanner
    {
        public AllIds() => Ids = [];

        public List<string> Ids { get; }

        public readonly bool Visit(ReadOnlySpan<byte> id, TitleReader title)
        {
            Ids.Add(Encoding.UTF8.GetString(id));
            return true;
        }
    }
}
