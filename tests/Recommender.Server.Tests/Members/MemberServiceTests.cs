using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
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

    private static string FirstOf(RecommendResponse page) => page.Rows.First(static row => row.Kind == RowKind.TopPicks).Titles[0].TitleId;

    private static IEnumerable<Row> RowsWith(RecommendResponse page, string title) => page.Rows.Where(row => row.Titles.Any(shown => shown.TitleId == title));

    private async Task<RecommendResponse> PageAsync(string member) =>
        await _pages.RecommendAsync(new RecommendRequest { MemberId = member, MaxRows = 12, TitlesPerRow = 20, Seed = 1 });
}
