using Recommender.Server.Members;
using Recommender.Storage.Members;

namespace Recommender.Server.Tests.Members;

public sealed class PortraitPainterTests : IAsyncLifetime
{
    private MadeMembers _made = null!;

    public async ValueTask InitializeAsync() => _made = await MadeMembers.OpenAsync();

    public ValueTask DisposeAsync() => _made.DisposeAsync();

    [Fact]
    public void Keeps_the_latest_of_a_long_history_and_the_rest_from_being_shown_again()
    {
        HistoryEntry[] history = [.. Enumerable.Range(0, PortraitLimits.History + 20).Select(row => _made.Watched(row, row))];
        var portrait = PortraitReader.Open(_made.Paint(new MemberFacts { History = history, Hidden = [new(7, 1)] }));

        Assert.Equal(history[..PortraitLimits.History], portrait.History.ToArray());
        Assert.Equal([7, .. history[PortraitLimits.History..].Select(static entry => entry.Title)], portrait.Hidden.ToArray().Select(static mark => mark.Title));
    }

    [Fact]
    public void Likes_best_the_tag_that_the_member_chooses_more_than_all_do()
    {
        var catalog = _made.Served.Ranking.Catalog.Settled;
        var tags = _made.Served.Ranking.Tags;

        // A tag that few titles bear, and a member who watched hardly anything else.
        var rare = Enumerable.Range(0, tags.Count).Where(tag => Bearing(tag).Length >= 5).MinBy(tag => Bearing(tag).Length);
        HistoryEntry[] history = [.. Bearing(rare).Select((row, age) => _made.Watched(row, age))];
        var portrait = PortraitReader.Open(_made.Paint(new MemberFacts { History = history }));
        var affinities = portrait.Tags.ToArray();

        Assert.Equal(IdHash.OfTag(tags.Groups[rare], tags.Names[rare]), affinities[0].Tag);
        Assert.Equal(affinities.OrderByDescending(static entry => entry.Affinity), affinities);
        Assert.All(affinities, static entry => Assert.True(entry.Affinity > (Half)0));

        int[] Bearing(int tag) => [.. Enumerable.Range(0, catalog.Count).Where(row => catalog.Tags[row].Contains(tag))];
    }

    [Fact]
    public void Paints_the_same_bytes_whoever_was_painted_before()
    {
        using var painter = new PortraitPainter(_made.Served, TagUsage.Of(_made.Served));
        var (first, again) = (new byte[PortraitLimits.Bytes], new byte[PortraitLimits.Bytes]);
        HistoryEntry[] one = [_made.Watched(1, 1), _made.Watched(2, 2)];
        HistoryEntry[] other = [.. Enumerable.Range(3, 90).Select(row => _made.Watched(row, row))];
        var length = painter.Paint(new MemberFacts { History = one }, first);
        painter.Paint(new MemberFacts { History = other, Tastes = [new(TasteKind.Title, 3)] }, again);

        Assert.Equal(length, painter.Paint(new MemberFacts { History = one }, again));
        Assert.Equal(first[..length], again[..length]);
    }

    [Fact]
    public void Paints_one_of_whom_nothing_is_known()
    {
        var portrait = PortraitReader.Open(_made.Paint(default));

        Assert.Equal((0, 0L, 0), (portrait.Dimension, portrait.ModelVersion, portrait.Tags.Length));
    }

    [Fact]
    public void Refuses_an_embedding_of_another_shape() =>
        Assert.Contains("the embedding has 3 elements", Assert.Throws<ArgumentException>(() => _made.Paint(new MemberFacts { Embedding = new float[3] })).Message, StringComparison.Ordinal);

    [Fact]
    public void Counts_the_hours_of_the_day_that_are_known()
    {
        uint[] times = [3_600 * 5, 3_600 * (24 + 5), 0];
        HistoryEntry[] history = [.. times.Select(static (time, i) => new HistoryEntry((ulong)i, time, 1, 0, 0, WatchState.Finished, 1))];
        var hours = PortraitReader.Open(_made.Paint(new MemberFacts { History = history })).Habits.ToArray();

        Assert.Equal(2, hours[5].Weight);
        Assert.Equal(2, hours.Sum(static habit => habit.Weight));
    }
}
