using FsCheck;
using FsCheck.Fluent;
using Recommender.Server.Members.Events;
using Recommender.Storage.Members;

namespace Recommender.Server.Tests.Members.Events;

public sealed class EventFoldTests
{
    private const int Titles = 5;

    private static readonly PackedEventKind[] Kinds = [.. Enum.GetValues<PackedEventKind>().Where(static kind => kind is not (PackedEventKind.None or PackedEventKind.Impression or PackedEventKind.Search))];

    [Fact]
    public void Says_of_every_title_what_its_events_say_in_the_order_of_time()
    {
        Check(Histories(), static events =>
        {
            var folded = new FoldedPortrait();
            foreach (var said in Mixed(events, seed: events.Length)) folded.Add(said);
            for (var title = 1UL; title <= Titles; title++) AssertAsModelled(folded, title, [.. events.Where(said => said.Title == title)]);
        });
    }

    [Fact]
    public void Comes_to_the_same_whatever_the_order_the_batches_and_the_repetitions()
    {
        Check(Histories(), static events =>
        {
            var (inOrder, mixed) = (new FoldedPortrait(), new FoldedPortrait());
            var isNew = inOrder.Add(events);
            var random = new Random(events.Length);
            foreach (var batch in Mixed([.. events, .. events.Where(_ => random.Next(2) == 0)], seed: 7).Chunk(random.Next(1, 9))) isNew -= mixed.Add(batch);

            Assert.Equal(0, isNew);
            Assert.Equal(inOrder.Told(), mixed.Told());
            Assert.All(inOrder.Strengths().Zip(mixed.Strengths()), static pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        });
    }

    [Fact]
    public void Is_the_same_bytes_when_it_is_done_again()
    {
        Check(Histories(), static events =>
        {
            var (once, again) = (new FoldedPortrait(), new FoldedPortrait());
            foreach (var portrait in (FoldedPortrait[])[once, again])
                foreach (var batch in events.Chunk(4)) portrait.Add(batch);
            Assert.Equal(once.Bytes, again.Bytes);
        });
    }

    [Fact]
    public void Weighs_watching_more_than_a_click_and_giving_up_at_once_as_dislike()
    {
        var (clicked, half, whole, twice, early, late, disliked) = (1UL, 2UL, 3UL, 4UL, 5UL, 6UL, 7UL);
        var folded = new FoldedPortrait();
        folded.Add(
            FoldedPortrait.Event(1, PackedEventKind.Play, clicked, 1), FoldedPortrait.Event(2, PackedEventKind.Play, half, 2), FoldedPortrait.Event(3, PackedEventKind.Stop, half, 3, 2_700, 5_400),
            FoldedPortrait.Event(4, PackedEventKind.Play, whole, 4), FoldedPortrait.Event(5, PackedEventKind.Complete, whole, 5, 5_400, 5_400),
            FoldedPortrait.Event(6, PackedEventKind.Play, twice, 6), FoldedPortrait.Event(7, PackedEventKind.Complete, twice, 7), FoldedPortrait.Event(8, PackedEventKind.Play, twice, 8), FoldedPortrait.Event(9, PackedEventKind.Complete, twice, 9),
            FoldedPortrait.Event(10, PackedEventKind.Play, early, 10), FoldedPortrait.Event(11, PackedEventKind.Abandon, early, 11, 119, 5_400),
            FoldedPortrait.Event(12, PackedEventKind.Play, late, 12), FoldedPortrait.Event(13, PackedEventKind.Abandon, late, 13, 1_200, 5_400),
            FoldedPortrait.Event(14, PackedEventKind.Complete, disliked, 14), FoldedPortrait.Event(15, PackedEventKind.ThumbsDown, disliked, 15));

        float Of(ulong title) => folded.Entry(title)!.Value.Strength;
        Assert.True(Of(clicked) < Of(half) && Of(half) < Of(whole) && Of(whole) < Of(twice), $"{Of(clicked)}, {Of(half)}, {Of(whole)}, {Of(twice)}");
        Assert.True(Of(early) < 4, $"given up at once says {Of(early)}, and below 4 is dislike");
        Assert.Equal(0, Of(late));   // too little to say anything
        Assert.True(Of(disliked) < 4);
    }

    [Fact]
    public void Halves_what_adds_up_with_every_half_life()
    {
        var folded = new FoldedPortrait();
        folded.Add(FoldedPortrait.Event(1, PackedEventKind.Play, 1, 0), FoldedPortrait.Event(2, PackedEventKind.Play, 1, 30 * 86_400));

        Assert.Equal(4 + (6 * (0.15f + 0.075f)), folded.Entry(1)!.Value.Strength, 1e-3f);
    }

    [Fact]
    public void Goes_on_from_what_a_portrait_knew_before()
    {
        const uint Before = FoldedPortrait.Start - (365 * 86_400);
        HistoryEntry[] history =
        [
            new(1, Before, 8, 0, 0, WatchState.None, 1),                                        // rated 8
            new(2, Before, 9.4f, 5_000, 5_400, WatchState.Started | WatchState.Finished | WatchState.ThumbsUp, 1),
        ];
        var folded = FoldedPortrait.Of(new PortraitContent { History = history, Listed = new TitleMark[] { new(1, Before) } });
        folded.Add(FoldedPortrait.Event(1, PackedEventKind.RemoveFromList, 1, 1), FoldedPortrait.Event(2, PackedEventKind.ClearThumbs, 2, 2));

        Assert.Equal((WatchState.None, 8 - (6 * 0.2f)), (folded.Entry(1)!.Value.State, folded.Entry(1)!.Value.Strength), Near);
        Assert.Equal((WatchState.Started | WatchState.Finished, 9.4f - (6 * 0.5f)), (folded.Entry(2)!.Value.State, folded.Entry(2)!.Value.Strength), Near);

        folded.Add(FoldedPortrait.Event(3, PackedEventKind.Play, 1, 3));
        Assert.True(folded.Entry(1)!.Value.Strength > 8 - (6 * 0.2f), "watching again what was rated highly makes it no less liked");

        static bool Near((WatchState State, float Strength) x, (WatchState State, float Strength) y) => x.State == y.State && MathF.Abs(x.Strength - y.Strength) < 0.02f;
    }

    [Fact]
    public void Counts_showings_until_the_title_is_played_and_again_after_that()
    {
        var folded = new FoldedPortrait();
        folded.Add(FoldedPortrait.Event(1, PackedEventKind.Impression, 1, 10), FoldedPortrait.Event(2, PackedEventKind.Impression, 1, 20), FoldedPortrait.Event(3, PackedEventKind.Impression, 2, 20));
        Assert.Equal([(1UL, 2f), (2UL, 1f)], Shown());

        folded.Add(FoldedPortrait.Event(4, PackedEventKind.Play, 1, 30), FoldedPortrait.Event(5, PackedEventKind.Impression, 1, 25));
        Assert.Equal([(2UL, 1f)], Shown());

        folded.Add(FoldedPortrait.Event(6, PackedEventKind.Impression, 1, 40));
        Assert.Equal([(1UL, 1f), (2UL, 1f)], Shown());

        (ulong, float)[] Shown() => [.. folded.Read().Impressions.ToArray().OrderBy(static shown => shown.Title).Select(static shown => (shown.Title, MathF.Round(shown.Count, 2)))];
    }

    [Fact]
    public void Knows_an_event_again_however_many_showings_came_between_and_128_others()
    {
        var folded = new FoldedPortrait();
        var play = FoldedPortrait.Event(1, PackedEventKind.Play, 1, 1);
        folded.Add(play);
        for (var id = 2U; id < 1_000; id++) folded.Add(FoldedPortrait.Event(id, PackedEventKind.Impression, 2, id));
        for (var id = 1_001U; id < 1_128; id++) folded.Add(FoldedPortrait.Event(id, PackedEventKind.Pause, 3, id));

        Assert.Equal(0, folded.Add(play));
        Assert.Equal(0, folded.Add(FoldedPortrait.Event(999, PackedEventKind.Impression, 2, 999)));
    }

    [Fact]
    public void Keeps_a_portrait_within_its_bounds_whatever_comes()
    {
        var (folded, random) = (new FoldedPortrait(), new Random(20260101));
        var batch = new PackedEvent[500];
        for (var id = 0UL; id < 40_000;)
        {
            for (var i = 0; i < batch.Length; i++)
                batch[i] = FoldedPortrait.Event(++id, (PackedEventKind)random.Next(1, 21), (ulong)random.Next(1, 3_000), (uint)random.Next(20 * 86_400), (uint)random.Next(6_000), 5_400);
            folded.Add(batch);
        }

        var portrait = folded.Read();
        Assert.InRange(portrait.Bytes.Length, 1, PortraitLimits.Bytes);
        Assert.Equal(PortraitLimits.History, portrait.History.Length);
        Assert.Equal(portrait.History.Length, portrait.History.ToArray().Select(static entry => entry.Title).Distinct().Count());
        Assert.Equal(portrait.History.ToArray().OrderByDescending(static entry => entry.Time).ThenBy(static entry => entry.Title), portrait.History.ToArray());
    }

    [Fact]
    public void Keeps_from_the_page_what_was_watched_so_long_ago_that_the_history_has_no_room()
    {
        var folded = new FoldedPortrait();
        for (var title = 1U; title <= PortraitLimits.History + 1; title++) folded.Add(FoldedPortrait.Event(title, PackedEventKind.Complete, title, title));

        Assert.Null(folded.Entry(1));
        Assert.Equal(1UL, Assert.Single(folded.Read().Hidden.ToArray()).Title);
    }

    [Fact]
    public void Refuses_what_is_no_change()
    {
        Assert.Throws<ArgumentException>(static () => new EventFold().Fold([], [], new byte[PortraitLimits.Bytes]));
        Assert.Throws<ArgumentException>(static () => new EventFold().Fold([], [9, 1, 0], new byte[PortraitLimits.Bytes]));
        Assert.Throws<ArgumentException>(static () => new EventFold().Fold([], [1, 1, 0], new byte[PortraitLimits.Bytes]));
        Assert.Throws<ArgumentException>(static () => new EventFold().Fold([], [1, 2, 0], new byte[PortraitLimits.Bytes]));
    }

    private static void AssertAsModelled(FoldedPortrait folded, ulong title, PackedEvent[] events)
    {
        var model = EventModel.Of(events);
        var portrait = folded.Read();
        Assert.Equal(model.IsHidden, portrait.Hidden.ToArray().Any(mark => mark.Title == title));
        Assert.Equal(model.IsListed, portrait.Listed.ToArray().Any(mark => mark.Title == title));
        var entry = folded.Entry(title);
        if (model.State == WatchState.None && model.Strength() == 0)
        {
            Assert.Null(entry);
            return;
        }

        Assert.Equal(
            (model.State == WatchState.None ? WatchState.Noticed : model.State, model.Position, model.Plays, model.Latest, model.Device),
            (entry!.Value.State, entry.Value.Position, (int)entry.Value.Plays, entry.Value.Time, entry.Value.Device));
        Assert.Equal(model.Strength(), entry.Value.Strength, 2e-3f);
    }

    private static PackedEvent[] Mixed(PackedEvent[] events, int seed)
    {
        PackedEvent[] mixed = [.. events];
        new Random(seed).Shuffle(mixed);
        return mixed;
    }

    private static void Check(Gen<PackedEvent[]> histories, Action<PackedEvent[]> holds) =>
        Prop.ForAll(histories.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithReplay(20260101UL, 1UL).WithMaxTest(400));

    // No two in the same second: those count as they come.
    private static Gen<PackedEvent[]> Histories() =>
        from count in Gen.Choose(1, 60)
        from seed in Gen.Choose(0, int.MaxValue)
        select Drawn(new Random(seed), count);

    private static PackedEvent[] Drawn(Random random, int count)
    {
        var times = new HashSet<uint>();
        while (times.Count < count) times.Add((uint)random.Next(1, 20 * 86_400));
        return
        [
            .. times.Order().Select((time, i) => FoldedPortrait.Event(
                (ulong)i + 1, Kinds[random.Next(Kinds.Length)], (ulong)random.Next(1, Titles + 1), time, (uint)random.Next(0, 5_100), random.Next(2) == 0 ? 5_400U : 0U)),
        ];
    }
}
