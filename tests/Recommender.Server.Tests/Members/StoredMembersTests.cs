using System.Numerics.Tensors;
using Recommender.Ranking.Members;
using Recommender.Server.Members;
using Recommender.Storage.Members;

namespace Recommender.Server.Tests.Members;

public sealed class StoredMembersTests : IAsyncLifetime
{
    private MadeMembers _made = null!;

    public async ValueTask InitializeAsync() => _made = await MadeMembers.OpenAsync();

    public ValueTask DisposeAsync() => _made.DisposeAsync();

    [Fact]
    public void Know_nothing_of_a_stranger_but_even_personas()
    {
        var stranger = _made.Read("nobody");

        Assert.False(stranger.Known);
        Assert.False(stranger.HasVector);
        Assert.Equal(0, stranger.History.Count + stranger.Communities.Count + stranger.Tags.Count);
        Assert.All(stranger.Personas.ToArray(), share => Assert.Equal(1f / stranger.Personas.Length, share, 1e-6f));
    }

    [Fact]
    public async Task Solve_a_vector_afresh_where_the_portrait_has_none_or_one_of_another_model()
    {
        HistoryEntry[] history = [_made.Watched(3, 10), _made.Watched(50, 20), _made.Watched(7, 30)];
        await _made.PutAsync("painted", new MemberFacts { History = history });
        await _made.PutAsync("bare", new PortraitContent { History = history });
        await _made.PutAsync("old", new PortraitContent
        {
            History = history,
            Embedding = new float[] { 1, 2, 3 },
            ModelVersion = _made.Served.Ranking.ModelVersion + 1,
            Communities = new CommunityWeight[] { new(0, (Half)1) },
        });
        var (painted, bare, old) = (_made.Read("painted"), _made.Read("bare"), _made.Read("old"));

        Assert.True(painted.HasVector);
        Assert.Equal(painted.Vector.ToArray(), bare.Vector.ToArray());
        Assert.Equal(painted.Vector.ToArray(), old.Vector.ToArray());
        foreach (var solved in (MemberProfile[])[bare, old])
        {
            Assert.Equal(Rows(painted.Communities.Span), Rows(solved.Communities.Span));
            Assert.Equal(1, solved.Communities.Span.ToArray().Sum(static community => community.Weight), 1e-5f);
        }
    }

    [Fact]
    public async Task Take_the_vector_of_the_portrait_where_its_model_is_the_served_one()
    {
        var embedding = Enumerable.Range(0, _made.Served.Ranking.Catalog.Settled.Embeddings.Dimension).Select(static i => i * 0.25f).ToArray();
        await _made.PutAsync("m", new MemberFacts { History = [_made.Watched(3, 10)], Embedding = embedding });

        Assert.Equal(embedding, _made.Read("m").Vector.ToArray());
    }

    [Fact]
    public async Task Put_what_was_watched_last_first_and_leave_out_what_the_catalogue_lacks()
    {
        HistoryEntry[] history = [_made.Watched(3, 30), new(IdHash.Of("no such title"), (uint)MadeMembers.Now, 1, 0, 0, WatchState.Started, 1), _made.Watched(50, 10), _made.Watched(7, 20)];
        await _made.PutAsync("m", new PortraitContent
        {
            History = history,
            Hidden = new TitleMark[] { new(IdHash.Of(_made.TitleAt(9)), 1), new(IdHash.Of("no such title"), 1) },
            Listed = new TitleMark[] { new(IdHash.Of(_made.TitleAt(11)), 1) },
        });
        var member = _made.Read("m");

        Assert.True(member.Known);
        Assert.Equal([50, 7, 3], member.History.Span.ToArray().Select(static title => title.Row));
        Assert.Equal(WatchStates.Started | WatchStates.Finished, member.History[0].States);
        Assert.Equal([9], member.Hidden.Span.ToArray());
        Assert.Equal([11], member.Listed.Span.ToArray());
    }

    [Fact]
    public async Task Let_impressions_fade_by_the_time_of_the_page()
    {
        await _made.PutAsync("m", new PortraitContent { Impressions = new ImpressionCount[] { new(IdHash.Of(_made.TitleAt(4)), 8, (uint)MadeMembers.Now) } });

        Assert.Equal(8, Assert.Single(_made.Read("m").Impressions.Span.ToArray()).Weight);
        Assert.Equal(4, Assert.Single(_made.Read("m", MadeMembers.Now + (7 * 86_400)).Impressions.Span.ToArray()).Weight, 1e-4f);
        Assert.Empty(_made.Read("m", MadeMembers.Now + (365 * 86_400)).Impressions.Span.ToArray());
    }

    [Fact]
    public async Task Tell_what_a_title_was_watched_on()
    {
        await _made.PutAsync("m", new PortraitContent { History = new HistoryEntry[] { _made.Watched(4, age: 1) with { Device = WatchDevice.Handheld }, _made.Watched(5, age: 2) } });
        var history = _made.Read("m").History.Span.ToArray();

        Assert.Equal([ViewingDevice.Handheld, ViewingDevice.Unknown], history.Select(static title => title.Device));
        Assert.All(history, static title => Assert.Equal(WatchStates.Started | WatchStates.Finished, title.States));
    }

    [Theory]
    [InlineData(TasteKind.Title)]
    [InlineData(TasteKind.Tag)]
    public async Task Give_a_newcomer_a_vector_that_goes_with_what_was_named(TasteKind kind)
    {
        var catalog = _made.Served.Ranking.Catalog.Settled;
        var tag = catalog.Tags[5][0];
        var named = kind == TasteKind.Title ? IdHash.Of(_made.TitleAt(5)) : IdHash.OfTag(_made.Served.Ranking.Tags.Groups[tag], _made.Served.Ranking.Tags.Names[tag]);
        OnboardingTaste[] tastes = [new(kind, named)];
        await _made.PutAsync("painted", new MemberFacts { Tastes = tastes });
        await _made.PutAsync("bare", new PortraitContent { Tastes = tastes });
        var member = _made.Read("bare");
        var scores = Enumerable.Range(0, catalog.Count).Select(row => TensorPrimitives.Dot(member.Vector, catalog.Embeddings[row])).ToArray();
        var meant = Enumerable.Range(0, catalog.Count).Where(row => kind == TasteKind.Title ? row == 5 : catalog.Tags[row].Contains(tag)).Average(row => scores[row]);

        Assert.True(member.HasVector);
        Assert.True(meant > scores.Average(), $"what was named scores {meant}, all titles {scores.Average()}");
        Assert.Equal(member.Vector.ToArray(), _made.Read("painted").Vector.ToArray());
        Assert.NotEqual(0, member.Communities.Count);
    }

    [Theory]
    [InlineData("painted")]
    [InlineData("bare")]
    [InlineData("nobody")]
    public async Task Allocate_nothing_once_warm(string id)
    {
        HistoryEntry[] history = [.. Enumerable.Range(0, 200).Select(row => _made.Watched(row, row))];
        await _made.PutAsync("painted", new MemberFacts { History = history });
        await _made.PutAsync("bare", new PortraitContent { History = history });
        var (profile, bytes) = (new MemberProfile(), System.Text.Encoding.UTF8.GetBytes(id));
        for (var i = 0; i < 50; i++) _made.ReadInto(profile, bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) _made.ReadInto(profile, bytes);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int[] Rows(ReadOnlySpan<Weighted> weighted) => [.. weighted.ToArray().Select(static entry => entry.Row)];
}
