using Recommender.Server.Artworks;

namespace Recommender.Server.Tests.Artworks;

public sealed class RecentDecisionsTests
{
    private const int Pages = 20_000;
    private const int Titles = 180;

    [Theory, InlineData(1_024, 6), InlineData(4_096, 40), InlineData(64 << 10, 300), InlineData(3 << 20, 400)]
    public void Knows_what_the_latest_decisions_showed_and_nothing_else(int bytes, int most)
    {
        var random = new Random(bytes);
        var recent = new RecentDecisions(bytes);
        var model = new List<(UInt128 Id, int Context, ShownChoice[] Titles)>();
        var titles = Enumerable.Range(1, 400).Select(number => Defined((uint)number, number % 5 == 0 ? 1u << 25 : 0)).ToArray();
        for (var step = 0; step < 4_000; step++)
        {
            var again = model.Count > 0 && random.Next(5) == 0;
            var id = again ? model[^random.Next(1, Math.Min(model.Count, 4) + 1)].Id : new UInt128((ulong)random.NextInt64(), (ulong)step);
            var shown = Draw(titles, random, random.Next(most));
            model.Add((id, random.Next(10), shown));
            recent.Add(id, model[^1].Context, shown);
            Assert.Equal(step + 1, recent.Added);

            for (var asked = 0; asked < 3; asked++)
            {
                var at = Math.Max(0, random.Next(2) == 0 ? random.Next(model.Count) : (int)recent.Forgotten + random.Next(-2, 3));
                Same(recent, model, model[Math.Min(at, model.Count - 1)].Id, titles[random.Next(titles.Length)]);
            }
        }

        Assert.InRange(recent.Forgotten, 1, recent.Added - 1);
    }

    [Fact]
    public void A_decision_is_found_by_what_its_title_was_then()
    {
        var recent = new RecentDecisions(4_096);
        var old = Defined(1, 0);
        var now = new DefinedTitle(2, old.Hash, [7, 8], 2) { Earlier = old };
        recent.Add(1, 3, [new ShownChoice(1, 1, -1)]);
        recent.Add(2, 4, [new ShownChoice(2, 0, -1)]);

        Assert.True(recent.TryFind(1, now, out var then, out var context));
        Assert.Equal((old, 1, -1, 3), (then.Title, then.Image, then.Trailer, context));
        Assert.True(recent.TryFind(2, now, out var since, out _));
        Assert.Equal((now, 0), (since.Title, since.Image));
        Assert.False(recent.TryFind(2, old, out _, out _));
        Assert.False(recent.TryFind(2, title: null, out _, out _));
    }

    [Fact]
    public void Takes_no_more_memory_than_its_room_and_none_once_it_is_full()
    {
        const long bytes = 8 << 20;
        var titles = Enumerable.Range(1, Titles).Select(static number => new ShownChoice((uint)number, 1, -1)).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var recent = new RecentDecisions(bytes);
        for (var i = 0; i < Pages; i++) recent.Add((UInt128)i, 1, titles);
        var full = GC.GetAllocatedBytesForCurrentThread();
        Assert.InRange(full - before, bytes / 2, bytes + (64 << 10));

        for (var i = 0; i < Pages; i++) recent.Add((UInt128)(Pages + i), 1, titles);
        Assert.Equal(full, GC.GetAllocatedBytesForCurrentThread());
        Assert.InRange(recent.Added - recent.Forgotten, bytes / (5 * Titles), bytes / (4 * Titles));   // some five bytes for a title
    }

    private static DefinedTitle Defined(uint number, uint beyond) => new(number + beyond, number, [10, 11, 12], 2);

    private static ShownChoice[] Draw(DefinedTitle[] titles, Random random, int count)
    {
        var wide = random.Next(4) == 0;   // more artworks than a word holds
        return [.. Enumerable.Range(0, count).Select(_ => new ShownChoice(
            titles[random.Next(titles.Length) is var at && !wide ? at / 5 * 5 % titles.Length : at].Number, (short)random.Next(-1, wide ? 255 : 14), (short)random.Next(-1, wide ? 255 : 14)))];
    }

    private static void Same(RecentDecisions recent, List<(UInt128 Id, int Context, ShownChoice[] Titles)> model, UInt128 id, DefinedTitle title)
    {
        var known = model.Skip((int)recent.Forgotten).Where(decision => decision.Id == id);
        var expected = known.SelectMany(static decision => decision.Titles.Select(shown => (decision.Context, Shown: shown))).Where(entry => entry.Shown.Title == title.Number)
            .Select(entry => (entry.Context, (int)entry.Shown.Image, entry.Shown.Trailer < 0 ? -1 : title.Images + entry.Shown.Trailer)).Take(1).ToArray();
        (int, int, int)[] found = recent.TryFind(id, title, out var shown, out var context) ? [(context, shown.Image, shown.Trailer)] : [];
        Assert.Equal(expected, found);
    }
}
