using System.Globalization;
using System.Text;
using Recommender.Learning.Artworks;
using Recommender.Server.Artworks;
using Recommender.Storage.Decisions;
using Recommender.Storage.Members;

namespace Recommender.Server.Tests.Artworks;

public sealed class TrialCountingTests
{
    private const long Start = 1_767_225_600_000;

    private readonly ArtworkCounts _counts = new();
    private readonly TrialCounting _trials;
    private readonly byte[] _buffer = new byte[DecisionJournal.MaxRecordBytes];

    public TrialCountingTests()
    {
        _trials = new TrialCounting(_counts, new ArtworkLearningOptions { Play = new PlayRewardOptions { PlaySeconds = 120, FullSeconds = 1_200 } });
        Take(new TitleRecord(1, "film"u8.ToArray(), 2, ["a"u8.ToArray(), "b"u8.ToArray(), "t"u8.ToArray(), "u"u8.ToArray()]).Write(_buffer));
    }

    [Fact]
    public void An_impression_is_a_trial_at_once_and_one_only_however_often_it_is_told()
    {
        var decision = Show(image: 1, trailer: 0);
        Tell(decision, OutcomeKind.Impression);
        Tell(decision, OutcomeKind.Impression);

        Assert.Equal("romance b 1/0", Counted());
    }

    [Fact]
    public void A_play_beyond_the_threshold_is_rewarded_once_more_the_longer_it_is_to_one_at_most()
    {
        var decision = Show(image: 0, trailer: 1);
        Tell(decision, OutcomeKind.Impression);
        Tell(decision, OutcomeKind.Watch, 119);
        Assert.Equal("romance a 1/0", Counted());

        Tell(decision, OutcomeKind.Watch, 120);
        Assert.Equal("romance a 1/0.55", Counted());
        Tell(decision, OutcomeKind.Watch, 60);
        Assert.Equal("romance a 1/0.55", Counted());
        Tell(decision, OutcomeKind.Watch, 600);
        Tell(decision, OutcomeKind.Complete, 1_200);
        Tell(decision, OutcomeKind.Watch, 6_000);
        Assert.Equal("romance a 1/1", Counted());
    }

    [Fact]
    public void A_trailer_counts_where_it_was_watched_and_has_the_reward_that_came_before_or_comes_after()
    {
        var (before, after, never) = (Show(image: 0, trailer: 0), Show(image: 0, trailer: 1), Show(image: 0, trailer: 1));
        Tell(before, OutcomeKind.TrailerView);
        Tell(before, OutcomeKind.Watch, 1_200);
        Tell(after, OutcomeKind.Watch, 1_200);
        Tell(after, OutcomeKind.TrailerView);
        Tell(never, OutcomeKind.Watch, 1_200);

        Assert.Equal("romance a 3/3, t 1/1, u 1/1", Counted());
    }

    [Fact]
    public void What_is_not_known_or_was_not_shown_or_comes_too_late_counts_for_nothing()
    {
        var decision = Show(image: 0, trailer: 0);
        Tell(decision + 1, OutcomeKind.Impression);
        Tell(decision, OutcomeKind.Impression, title: "another");
        Tell(decision, OutcomeKind.Impression, artwork: "b");
        Assert.Equal((3, 0), (_trials.Unknown, _trials.Late));
        Tell(decision, OutcomeKind.Impression, minutes: 241);

        Assert.Equal((3, 1), (_trials.Unknown, _trials.Late));
        Assert.Equal("", Counted());
        Tell(decision, OutcomeKind.Impression, artwork: "a");
        Assert.Equal("romance a 1/0", Counted());
    }

    [Fact]
    public void The_oldest_decisions_are_forgotten_where_memory_ends()
    {
        var counting = new TrialCounting(_counts, new ArtworkLearningOptions { MemoryBytes = 2 * 8_192 });
        counting.Take(new TitleRecord(1, "film"u8.ToArray(), 2, ["a"u8.ToArray(), "b"u8.ToArray()]).Write(_buffer), isCounted: false);
        var decisions = Enumerable.Range(0, 150).Select(_ => Id()).ToArray();
        foreach (var decision in decisions) counting.Take(Decision(decision, 0, 2, -1, 0), isCounted: false);
        foreach (var decision in decisions[..100]) counting.Take(Outcome(decision, OutcomeKind.Impression), isCounted: false);
        Assert.Equal((100, ""), (counting.Unknown, Counted()));

        foreach (var decision in decisions[^40..]) counting.Take(Outcome(decision, OutcomeKind.Impression), isCounted: false);
        Assert.Equal((100, "romance a 40/0"), (counting.Unknown, Counted()));
    }

    [Fact]
    public void Remembering_a_decision_costs_no_memory_once_there_is_no_more_room()
    {
        var counting = new TrialCounting(_counts, new ArtworkLearningOptions { MemoryBytes = 64 << 10 });
        counting.Take(new TitleRecord(1, "film"u8.ToArray(), 2, ["a"u8.ToArray(), "b"u8.ToArray()]).Write(_buffer), isCounted: false);
        var records = Enumerable.Range(0, 2_000).Select(_ => Decision(Id(), 0, 2, -1, 0).ToArray()).ToArray();
        foreach (var record in records) counting.Take(record, isCounted: false);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var record in records) counting.Take(record, isCounted: false);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(counting.ForgottenDecisions > records.Length);
    }

    [Fact]
    public void A_play_is_taken_for_one_of_the_artworks_that_the_title_had_when_it_was_shown()
    {
        var before = Show(image: 1, trailer: 0);
        Take(new TitleRecord(1, "film"u8.ToArray(), 2, ["b"u8.ToArray(), "a"u8.ToArray(), "t"u8.ToArray(), "u"u8.ToArray()]).Write(_buffer));
        var after = Show(image: 1, trailer: 0);
        Take(new TitleRecord(7, "another"u8.ToArray(), 2, ["x"u8.ToArray(), "y"u8.ToArray()]).Write(_buffer));   // a new part of the log numbers anew
        Take(new TitleRecord(1, "third"u8.ToArray(), 2, ["x"u8.ToArray(), "y"u8.ToArray(), "t"u8.ToArray(), "u"u8.ToArray()]).Write(_buffer));
        Tell(before, OutcomeKind.Impression);
        Assert.Equal("romance b 1/0", Counted());

        Tell(after, OutcomeKind.Impression, artwork: "a");
        Assert.Equal("romance a 1/0, b 1/0", Counted());
        Assert.Equal(0, _trials.Unknown);
    }

    [Fact]
    public void Records_that_are_counted_already_are_remembered_and_not_counted_again()
    {
        var decision = Id();
        _trials.Take(Decision(decision, 0, 2, 0, 2), isCounted: true);
        _trials.Take(Outcome(decision, OutcomeKind.Impression), isCounted: true);
        Assert.Equal("", Counted());

        Tell(decision, OutcomeKind.Impression);
        Tell(decision, OutcomeKind.Watch, 1_200);
        Assert.Equal("romance a 0/1", Counted());
    }

    private static UInt128 Id() => UInt128.Parse(Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(Start)).ToString("N"), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private UInt128 Show(int image, int trailer)
    {
        var id = Id();
        Take(Decision(id, image, 2, trailer, 2));
        return id;
    }

    private void Tell(UInt128 decision, OutcomeKind kind, int position = 0, string title = "film", string artwork = "", int minutes = 1) => Take(Outcome(decision, kind, position, title, artwork, minutes));

    private void Take(ReadOnlySpan<byte> record) => _trials.Take(record, isCounted: false);

    private ReadOnlySpan<byte> Outcome(UInt128 decision, OutcomeKind kind, int position = 0, string title = "film", string artwork = "", int minutes = 1) =>
        new OutcomeRecord(decision, IdHash.Of(title), artwork.Length == 0 ? 0 : IdHash.Of(artwork), kind, Start + (minutes * 60_000L), position, 0).Write(_buffer);

    private ReadOnlySpan<byte> Decision(UInt128 id, int image, int images, int trailer, int trailers)
    {
        var writer = new DecisionWriter(_buffer);
        writer.Begin(new DecisionHeader(id, Start, 1, 1, 1, 1, 20), "romance"u8, []);
        writer.Row(1, "row"u8, 0, 1);
        writer.Title(new TitleChoice(1, image, images, trailer, trailers), [.. Enumerable.Repeat(0.5f, images + trailers)]);
        return writer.Written;
    }

    // Context, then impressions and rewards of each artwork.
    private string Counted()
    {
        var names = ((string[])["a", "b", "t", "u"]).ToDictionary(static name => IdHash.Of(Encoding.UTF8.GetBytes(name)));
        return string.Join("; ", _counts.Tallies.Select(entry =>
        {
            var tally = entry.Value;
            var seen = tally.Artworks.Select((artwork, i) => (Name: names[artwork], Text: string.Create(CultureInfo.InvariantCulture, $"{names[artwork]} {tally.Weights[i]}/{Math.Round(tally.Rewards[i], 9)}"))).OrderBy(static pair => pair.Name, StringComparer.Ordinal);
            return $"{_counts.Contexts[entry.Key.Context]} {string.Join(", ", seen.Select(static pair => pair.Text))}";
        }));
    }
}
