using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Recommender.Server.Generations;
using Recommender.Server.Tests.Members.Events;
using Recommender.Server.Tests.Support;
using Recommender.V1;

namespace Recommender.Server.Tests.Members;

public sealed class MemberServiceTests : IAsyncLifetime
{
    private const string Known = "m0000007";

    private LocalServer _server = null!;
    private GrpcChannel _other = null!;
    private MemberService.MemberServiceClient _members = null!;
    private RecommendationService.RecommendationServiceClient _pages = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalServer.StartAsync();
        _other = GrpcChannel.ForAddress(_server.Address);
        _members = new MemberService.MemberServiceClient(_server.Channel);
        _pages = new RecommendationService.RecommendationServiceClient(_other);
    }

    public async ValueTask DisposeAsync()
    {
        _other.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_is_being_watched_goes_from_the_rows_to_continue_watching_on_the_next_page_of_another_connection()
    {
        var title = FirstOf(await PageAsync(Known));

        var recorded = await _members.RecordEventsAsync(new RecordEventsRequest { Events = { MadeEvents.HalfWatched(Known, title) } });
        var page = await PageAsync(Known);

        Assert.Equal((3, 0), (recorded.RecordedCount, recorded.DuplicateCount));
        Assert.Equal([RowKind.ContinueWatching], RowsWith(page, title).Select(static row => row.Kind));
        Assert.Equal(1_810, RowsWith(page, title).Single().Titles.Single(shown => shown.TitleId == title).ResumeSeconds);
    }

    [Fact]
    public async Task What_was_watched_to_the_end_is_gone_from_the_next_page()
    {
        var title = FirstOf(await PageAsync(Known));
        await _members.RecordEventsAsync(new RecordEventsRequest { Events = { MadeEvents.HalfWatched(Known, title) } });

        await _members.RecordEventsAsync(new RecordEventsRequest { Events = { MadeEvents.Of(Known, EventKind.Complete, title, position: 5_300, duration: 5_400) } });

        Assert.Empty(RowsWith(await PageAsync(Known), title));
    }

    [Fact]
    public async Task Hiding_takes_a_title_away_and_taking_it_back_brings_it_back()
    {
        var title = FirstOf(await PageAsync(Known));

        await _members.RecordEventsAsync(new RecordEventsRequest { Events = { MadeEvents.Of(Known, EventKind.Hide, title, secondsAgo: 20) } });
        Assert.Empty(RowsWith(await PageAsync(Known), title));

        await _members.RecordEventsAsync(new RecordEventsRequest { Events = { MadeEvents.Of(Known, EventKind.Unhide, title, secondsAgo: 10) } });
        Assert.NotEmpty(RowsWith(await PageAsync(Known), title));
    }

    [Fact]
    public async Task A_newcomers_first_film_makes_a_page_of_what_is_like_it()
    {
        const string Newcomer = "who came just now";
        var before = await PageAsync(Newcomer);
        var title = FirstOf(before);

        await _members.RecordEventsAsync(new RecordEventsRequest
        {
            Events = { MadeEvents.Of(Newcomer, EventKind.Play, title, 6_000), MadeEvents.Of(Newcomer, EventKind.Complete, title, 500), MadeEvents.Of(Newcomer, EventKind.ThumbsUp, title, 10) },
        });
        var after = await PageAsync(Newcomer);

        Assert.Contains(after.Rows, row => row.Kind == RowKind.BecauseYouWatched);
        Assert.NotEqual(before.Rows[0].Titles.Select(static shown => shown.TitleId), after.Rows[0].Titles.Select(static shown => shown.TitleId));
    }

    [Fact]
    public async Task A_portrait_tells_the_hours_of_the_members_own_day_in_which_playing_begins()
    {
        var hour = DateTimeOffset.UtcNow.AddDays(-2).Hour;
        Event[] plays = [.. Enumerable.Range(0, 4).Select(static i => MadeEvents.Of("watches late", EventKind.Play, $"t{i:D7}", secondsAgo: 2 * 86_400))];
        foreach (var play in plays) play.UtcOffsetMinutes = 120;
        plays[0].UtcOffsetMinutes = 60;
        await _members.RecordEventsAsync(new RecordEventsRequest { Events = { plays } });

        var hours = (await GetAsync("watches late")).Hours;

        Assert.Equal((24, 0.25f, 0.75f), (hours.Count, hours[(hour + 1) % 24], hours[(hour + 2) % 24]));
    }

    [Fact]
    public async Task An_event_that_comes_again_counts_once()
    {
        var events = MadeEvents.HalfWatched(Known, "t0000011");
        await _members.RecordEventsAsync(new RecordEventsRequest { Events = { events } });

        var again = await _members.RecordEventsAsync(new RecordEventsRequest { Events = { events.Concat(events).Append(MadeEvents.Of(Known, EventKind.Pause, "t0000011", position: 1_900)) } });

        Assert.Equal((1, 6), (again.RecordedCount, again.DuplicateCount));
    }

    [Fact]
    public async Task A_batch_with_anything_wrong_is_refused_by_name_and_nothing_of_it_is_recorded()
    {
        var right = MadeEvents.Of(Known, EventKind.Play, "t0000011");
        var request = new RecordEventsRequest
        {
            Events =
            {
                right,
                new Event { EventId = "x", MemberId = Known, Kind = EventKind.Play, Time = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddMinutes(6)) },
                new Event { MemberId = new string('m', 129), Kind = (EventKind)99, TitleId = "t", UtcOffsetMinutes = 900, PositionSeconds = -1, Query = "q" },
                MadeEvents.Of(Known, EventKind.Play, "t0000011", secondsAgo: 31 * 86_400),
            },
        };

        var refused = await Assert.ThrowsAsync<RpcException>(() => _members.RecordEventsAsync(request).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(
            ["events[1].title_id", "events[1].time", "events[2].event_id", "events[2].member_id", "events[2].kind", "events[2].utc_offset_minutes", "events[2].position_seconds", "events[2].query", "events[3].time"],
            refused.Detail<BadRequest>().FieldViolations.Select(static violation => violation.Field));
        Assert.Equal(1, (await _members.RecordEventsAsync(new RecordEventsRequest { Events = { right } })).RecordedCount);
    }

    [Fact]
    public async Task A_stream_records_batch_after_batch_and_those_before_a_wrong_one_stay()
    {
        using var good = _members.StreamEvents(deadline: Patience.Deadline);
        for (var i = 0; i < 50; i++) await good.RequestStream.WriteAsync(new StreamEventsRequest { Events = { MadeEvents.HalfWatched($"streamed-{i % 7}", $"t{i:D7}") } });
        await good.RequestStream.CompleteAsync();
        Assert.Equal((150L, 0L), ((await good).RecordedCount, (await good).DuplicateCount));
        Assert.Equal(8, (await GetAsync("streamed-0")).History.Count);

        using var bad = _members.StreamEvents(deadline: Patience.Deadline);
        await bad.RequestStream.WriteAsync(new StreamEventsRequest { Events = { MadeEvents.Of("cut off", EventKind.Play, "t0000001") } });
        await bad.RequestStream.WriteAsync(new StreamEventsRequest());
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await bad);

        Assert.Equal((StatusCode.InvalidArgument, "requests[1].events"), (refused.StatusCode, Assert.Single(refused.Detail<BadRequest>().FieldViolations).Field));
        Assert.Equal("t0000001", Assert.Single((await GetAsync("cut off")).History).TitleId);
    }

    [Fact]
    public async Task A_member_of_another_system_has_a_page_and_a_portrait_of_what_was_said()
    {
        var tag = FirstTag();
        var member = new Member
        {
            MemberId = "moved here",
            History =
            {
                new HistoryItem { TitleId = "t0000005", Strength = 1, Time = new Timestamp { Seconds = 1_700_000_000 }, Finished = true },
                new HistoryItem { TitleId = "t0000006", Strength = 1, Time = new Timestamp { Seconds = 1_700_000_100 }, PositionSeconds = 600, DurationSeconds = 5_400 },
            },
            HiddenTitleIds = { "t0000007" },
            ListedTitleIds = { "t0000008" },
            LikedTags = { tag },
        };

        Assert.Equal(1, (await _members.PutMembersAsync(new PutMembersRequest { Members = { member } })).PutCount);
        var (portrait, page) = (await GetAsync("moved here"), await PageAsync("moved here"));

        Assert.Equal(["t0000006", "t0000005"], portrait.History.Select(static title => title.TitleId));
        Assert.Equal(["finished"], portrait.History[1].States);
        Assert.Equal(600, portrait.History[0].PositionSeconds);
        Assert.Equal(("t0000007", "t0000008", tag), (Assert.Single(portrait.Hidden).TitleId, Assert.Single(portrait.Listed).TitleId, Assert.Single(portrait.LikedTags)));
        Assert.NotEmpty(portrait.Communities);
        Assert.NotEmpty(portrait.Tags);
        Assert.Equal(1, portrait.Personas.Sum(static persona => persona.Weight), 1e-3f);
        Assert.All(portrait.History, static title => Assert.NotEqual("", title.Name));
        Assert.Equal([RowKind.ContinueWatching], RowsWith(page, "t0000006").Select(static row => row.Kind));
        Assert.Empty(RowsWith(page, "t0000005").Concat(RowsWith(page, "t0000007")));
    }

    [Fact]
    public async Task A_wrong_member_is_refused_by_name_and_none_of_the_request_is_put()
    {
        var request = new PutMembersRequest
        {
            Members =
            {
                new Member { MemberId = "right" },
                new Member { MemberId = "wrong", History = { new HistoryItem { TitleId = "t", Strength = float.NaN }, new HistoryItem { TitleId = "t", Time = new Timestamp { Seconds = 9_000_000_000 } } }, HiddenTitleIds = { "" } },
                new Member { MemberId = "right" },
            },
        };
        var refused = await Assert.ThrowsAsync<RpcException>(() => _members.PutMembersAsync(request).ResponseAsync);

        Assert.Equal(
            ["members[1].history[0].strength", "members[1].history[1].title_id", "members[1].history[1].time", "members[1].hidden_title_ids[0]", "members[2].member_id"],
            refused.Detail<BadRequest>().FieldViolations.Select(static violation => violation.Field));
        await AssertUnknownAsync("right");
    }

    [Fact]
    public async Task What_a_newcomer_names_leads_until_something_was_watched()
    {
        var tag = FirstTag();
        await _members.OnboardAsync(new OnboardRequest { MemberId = "newcomer", Tags = { tag }, TitleIds = { "t0000003" } });
        var portrait = await GetAsync("newcomer");

        Assert.Equal((tag, "t0000003"), (Assert.Single(portrait.LikedTags), Assert.Single(portrait.LikedTitleIds)));
        Assert.NotEmpty(portrait.Communities);

        var refused = await Assert.ThrowsAsync<RpcException>(() => _members.OnboardAsync(new OnboardRequest { MemberId = "newcomer" }).ResponseAsync);
        Assert.Equal(["title_ids"], refused.Detail<BadRequest>().FieldViolations.Select(static violation => violation.Field));
    }

    [Fact]
    public async Task A_forgotten_member_is_a_stranger()
    {
        await _members.DeleteMemberAsync(new DeleteMemberRequest { MemberId = Known });

        await AssertUnknownAsync(Known);
        Assert.Equal(Titles(await PageAsync("nobody ever")), Titles(await PageAsync(Known)));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => _members.DeleteMemberAsync(new DeleteMemberRequest { MemberId = Known }).ResponseAsync)).StatusCode);
        await _members.DeleteMemberAsync(new DeleteMemberRequest { MemberId = Known, AllowMissing = true });

        static IEnumerable<string> Titles(RecommendResponse page) => page.Rows.SelectMany(static row => row.Titles).Select(static title => title.TitleId);
    }

    [Fact]
    public async Task A_title_that_is_shown_again_and_again_tires_and_a_play_wakes_it()
    {
        var title = FirstOf(await PageAsync(Known));
        var rested = ScoreOf(await PageAsync(Known), title);

        await _members.RecordEventsAsync(new RecordEventsRequest { Events = { Enumerable.Range(1, 12).Select(i => MadeEvents.Of(Known, EventKind.Impression, title, secondsAgo: 100 * i)) } });
        var tired = ScoreOf(await PageAsync(Known), title);

        Assert.True(tired is null || tired < rested - 0.1f, $"{tired} after twelve showings, {rested} before");
        Assert.Equal(12, Assert.Single((await GetAsync(Known)).Impressions, shown => shown.TitleId == title).Strength, 0.1f);

        static float? ScoreOf(RecommendResponse page, string title) => page.Rows.SelectMany(static row => row.Titles).FirstOrDefault(shown => shown.TitleId == title)?.Score;
    }

    [Fact]
    public async Task What_a_page_derives_is_written_into_the_portrait_and_the_page_stays_the_same()
    {
        await _members.RecordEventsAsync(new RecordEventsRequest { Events = { MadeEvents.Of(Known, EventKind.Complete, "t0000011") } });
        var (store, id) = (_server.Service<Storage.Data.DataStore>(), System.Text.Encoding.UTF8.GetBytes(Known));
        Assert.Equal(0, ModelOf());

        var first = await PageAsync(Known);
        while (ModelOf() == 0) await Task.Delay(5);
        var second = await PageAsync(Known);

        Assert.Equal(_server.Service<CurrentGeneration>().Served.Ranking.ModelVersion, ModelOf());
        Assert.Equal(first.Rows, second.Rows);

        long ModelOf()
        {
            var visit = default(ModelVisit);
            Assert.True(store.Members.TryRead(id, ref visit));
            return visit.Version;
        }
    }

    private struct ModelVisit : Storage.Members.IPortraitVisitor
    {
        public long Version;

        public void Visit(Storage.Members.PortraitReader portrait) => Version = portrait.ModelVersion;
    }

    private Tag FirstTag()
    {
        var served = _server.Service<CurrentGeneration>().Served.Ranking;
        var row = served.Catalog.Settled.Tags[17][0];
        return new Tag { Group = served.Tags.Groups[row], Name = served.Tags.Names[row] };
    }

    private async Task<MemberPortrait> GetAsync(string member) => (await _members.GetMemberAsync(new GetMemberRequest { MemberId = member })).Member;

    private async Task AssertUnknownAsync(string member) =>
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => _members.GetMemberAsync(new GetMemberRequest { MemberId = member }).ResponseAsync)).StatusCode);

    private static string FirstOf(RecommendResponse page) => page.Rows.First(static row => row.Kind == RowKind.TopPicks).Titles[0].TitleId;

    private static IEnumerable<Row> RowsWith(RecommendResponse page, string title) => page.Rows.Where(row => row.Titles.Any(shown => shown.TitleId == title));

    private async Task<RecommendResponse> PageAsync(string member) =>
        await _pages.RecommendAsync(new RecommendRequest { MemberId = member, MaxRows = 12, TitlesPerRow = 20, Seed = 1 });
}
