using System.Runtime.InteropServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Recommender.Numerics;
using Recommender.Ranking.Catalogs;
using Recommender.Server.Catalogs;
using Recommender.Server.Generations;
using Recommender.Server.Models;
using Recommender.Server.Tests.Pages;
using Recommender.Server.Tests.Support;
using Recommender.Storage.Titles;

namespace Recommender.Server.Tests.Generations;

[Collection(nameof(Alone))]
public sealed class StateChangesTests
{
    private static readonly long Now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private static readonly Ranking.Catalogs.Viewer Anyone = new(0, Now, 255, 0);

    // What grows, change by change, is what would be built anew; and what was built before stays what it was.
    [Fact]
    public void A_small_part_that_grew_is_the_one_that_is_built_anew_and_leaves_those_before_as_they_were()
    {
        using var world = new SmallWorld(titles: 60);
        world.Publish();
        using var model = ServedModel.Open(world.Models.OpenNewest()!);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var (random, state) = (new Random(seed), First(model));
            var before = new List<(CatalogState State, string Told)>();
            for (var step = 0; step < 40; step++)
            {
                var changes = Draw(world, random);
                state = StateChanges.After(random.Next(8) == 0 && before.Count > 0 ? before[random.Next(before.Count)].State : state, changes);   // of an older one too, as after a failure
                var anew = new PartBuilder(state.Vocabulary);
                anew.AddAll(state.Recent, state.RecentGone, CancellationToken.None);

                Assert.Equal(Tell(anew.Build(new TitleSearches(int.MaxValue), CancellationToken.None), anew.Gone), Tell(state));
                Assert.InRange(state.Recent.Count, state.RecentCount, Math.Max(64, 2 * state.RecentCount) + changes.Count + 64);
                before.Add((state, Tell(state)));
            }

            foreach (var (old, told) in before) Assert.Equal(told, Tell(old));
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(12));
    }

    [Fact]
    public void A_change_that_cannot_be_read_leaves_the_next_ones_right()
    {
        using var world = new SmallWorld(titles: 60);
        world.Publish();
        using var model = ServedModel.Open(world.Models.OpenNewest()!);
        var state = StateChanges.After(First(model), Of(Put(world, "a", 0), Put(world, "b", 1)));
        var told = Tell(state);
        var torn = TitleWriter.Write(world.Stored(2)).AsSpan(0, 60).ToArray();

        Assert.ThrowsAny<Exception>(() => StateChanges.After(state, Of(Put(world, "c", 2), new TitleChange("d"u8.ToArray(), torn))));

        Assert.Equal(told, Tell(state));
        var after = StateChanges.After(state, Of(Put(world, "c", 2)));
        Assert.Equal(3, after.RecentCount);
        Assert.Equal(Tell(StateChanges.After(StateChanges.After(First(model), Of(Put(world, "a", 0), Put(world, "b", 1))), Of(Put(world, "c", 2)))), Tell(after));
    }

    // However many titles changed before: what a change allocates is by far less than they are.
    [Fact]
    public void A_change_costs_what_changes_and_not_what_changed_before()
    {
        const int Titles = 1_000, Changes = 500, Budget = 48 * 1024;
        using var world = new SmallWorld(titles: 60);
        world.Publish();
        using var model = ServedModel.Open(world.Models.OpenNewest()!);
        var state = First(model);
        for (var i = 0; i < Titles; i++) state = StateChanges.After(state, Of(Put(world, $"t{i}", i % 60)));
        state.Recent.Access.Allowed(Anyone);
        TitleChange[] changes = [.. Enumerable.Range(0, Changes).Select(i => Put(world, $"t{i}", i % 60))];

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var change in changes) state = StateChanges.After(state, Of(change));
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Changes;

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes allocated for a change beside {Titles} titles");
        Assert.Equal(Titles, state.RecentCount);
        Assert.True(bytes <= Budget, $"a change allocates {bytes} bytes; allowed are {Budget}");
    }

    private static CatalogState First(ServedModel model)
    {
        var vocabulary = new Vocabulary(model);
        var (settled, growing) = (new PartBuilder(vocabulary).Build(TitleSearches.None, CancellationToken.None), new PartBuilder(vocabulary));
        var tables = ModelTables.Of(model);
        return new CatalogState
        {
            Vocabulary = vocabulary,
            Tables = tables,
            ModelRows = settled.Columns.Ids,
            Settled = settled,
            Gone = [],
            Lists = SettledLists.Of(settled, [], model, tables),
            Growing = growing,
            Recent = growing.BuildGrowing(),
            RecentGone = [],
        };
    }

    private static Dictionary<ulong, TitleChange> Draw(SmallWorld world, Random random)
    {
        var changes = new Dictionary<ulong, TitleChange>();
        for (var i = random.Next(1, random.Next(4) == 0 ? 150 : 4); i > 0; i--)
        {
            var id = $"t{random.Next(200)}";
            var change = random.Next(4) == 0 ? new TitleChange(Encoding.UTF8.GetBytes(id), null) : Put(world, id, random.Next(60));
            changes[change.Hash] = change;
        }

        return changes;
    }

    private static Dictionary<ulong, TitleChange> Of(params TitleChange[] changes) => changes.ToDictionary(static change => change.Hash);

    private static TitleChange Put(SmallWorld world, string id, int row) =>
        new(Encoding.UTF8.GetBytes(id), TitleWriter.Write(world.Stored(row) with { Franchise = $"f{row % 5}" }));

    private static string Tell(CatalogState state) => Tell(state.Recent, state.RecentGone);

    // All that a part says of the titles that are there, by what they are called.
    private static string Tell(BuiltPart part, ulong[] gone)
    {
        var (text, columns) = (new StringBuilder(), part.Columns);
        var present = Enumerable.Range(0, part.Count).Where(row => (gone[row >> 6] >> (row & 63) & 1) == 0).ToArray();
        foreach (var row in present)
        {
            Assert.Equal(row, columns.Ids.RowOf(columns.Ids.HashOf(row)));
            text.Append(CultureInfo, $"{Id(row)} {Encoding.UTF8.GetString(part.Encoded.Name(row))} {columns.Popularity[row]} {columns.Trend[row]} {columns.AddedAt[row]} ");
            Append(columns.Embeddings[row], columns.Tags[row], columns.TagWeights[row], columns.CapKeys[row], columns.MicroGenres[row], part.Encoded.TitleField(row));
            var allowed = columns.Access.Allowed(Anyone);
            text.Append(allowed[row >> 6] >> (row & 63) & 1);
            for (var artwork = columns.Artworks.First[row]; artwork < columns.Artworks.First[row + 1]; artwork++)
            {
                text.Append(artwork >= columns.Artworks.FirstTrailer[row]);
                Append([], columns.Artworks.Depicts[artwork], [], [], [], part.Encoded.ArtworkFields(artwork));
            }
        }

        for (var genre = 0; genre < columns.MicroGenreTitles.Rows; genre++)
        {
            var titles = columns.MicroGenreTitles[genre].ToArray().Zip(columns.MicroGenreStrengths[genre].ToArray()).Where(pair => present.Contains(pair.First));
            text.Append(CultureInfo, $"\n{genre}: {string.Join(' ', titles.Select(pair => $"{Id(pair.First)} {pair.Second}"))}");
        }

        if (present.Length > 0)
        {
            var (bits, best) = (new ulong[(part.Count + 63) >> 6], new ScoredRow[20]);
            foreach (var row in present) bits[row >> 6] |= 1ul << row;
            var found = columns.Search.Search(columns.Embeddings[present[0]], best, new TitleSearchScratch(), bits);
            text.Append('\n').AppendJoin(' ', best[..found].Select(one => $"{Id(one.Row)} {one.Score}"));
        }

        return text.ToString();

        string Id(int row) => Encoding.UTF8.GetString(columns.Ids[row]);

        void Append(ReadOnlySpan<float> embedding, ReadOnlySpan<int> tags, ReadOnlySpan<float> weights, ReadOnlySpan<int> keys, ReadOnlySpan<int> genres, ReadOnlySpan<byte> bytes)
        {
            foreach (var span in (string[])[Hex(embedding), Hex(tags), Hex(weights), Hex(keys), Hex(genres), Convert.ToHexString(bytes)]) text.Append(span).Append(' ');
        }
    }

    private static System.Globalization.CultureInfo CultureInfo => System.Globalization.CultureInfo.InvariantCulture;

    private static string Hex<T>(ReadOnlySpan<T> values)
        where T : unmanaged => Convert.ToHexString(MemoryMarshal.AsBytes(values));
}
