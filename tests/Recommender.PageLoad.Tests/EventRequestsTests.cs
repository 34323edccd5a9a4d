using Grpc.Net.Client;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;
using Recommender.V1;

namespace Recommender.PageLoad.Tests;

public sealed class EventRequestsTests
{
    private static readonly Members Many = Members.Read("m{000..499}", seed: 1);

    [Fact]
    public async Task Make_events_that_the_wire_allows_and_of_which_none_is_like_another()
    {
        await using var server = await RecordingServer.StartAsync();
        var before = DateTimeOffset.UtcNow.AddSeconds(-6);
        var showings = await AskAsync(server, Many, pages: 40);
        Event[] events = [.. Draw(new(Many, showings, perCall: 20, seed: 1), calls: 200), .. Draw(new(Many, showings, perCall: 20, seed: 1), calls: 200)];

        Assert.Equal(8000, events.Length);
        Assert.Equal(8000, events.Select(static one => one.EventId).Distinct().Count());
        Assert.All(events, one =>
        {
            Assert.InRange(one.EventId.Length, 1, 128);
            Assert.Contains(one.MemberId, Many.Ids.ToArray());
            Assert.NotEqual(EventKind.Unspecified, one.Kind);
            Assert.Equal(one.Kind is EventKind.Search, one.TitleId.Length == 0);
            Assert.Equal(one.Kind is EventKind.Search or EventKind.Select, one.Query.Length > 0);
            Assert.InRange(one.PositionSeconds, 0, one.DurationSeconds);
            Assert.InRange(one.Time.ToDateTimeOffset(), before, DateTimeOffset.UtcNow);
        });
    }

    [Fact]
    public async Task Draw_kinds_as_often_as_the_mixture_says()
    {
        await using var server = await RecordingServer.StartAsync();
        var events = Draw(new(Many, await AskAsync(server, Many, pages: 5), perCall: 100, seed: 20260101), calls: 1000);

        Assert.Equal(1, EventMixture.ShareOf.Values.Sum(), 1e-9);
        var counts = events.CountBy(static one => one.Kind).ToDictionary();
        Assert.Equal(EventMixture.ShareOf.Keys.Order(), counts.Keys.Order());
        foreach (var (kind, share) in EventMixture.ShareOf)
        {
            var expected = share * events.Length;
            Assert.InRange(counts[kind], expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
        }
    }

    [Fact]
    public async Task Say_which_page_led_to_an_event_where_there_was_one()
    {
        await using var server = await RecordingServer.StartAsync();
        var one = new Members(["asked"], seed: 1);
        var two = new Members(["asked", "other"], seed: 1);

        var events = Draw(new(two, await AskAsync(server, one, pages: 1), perCall: 50, seed: 1), calls: 20).Where(static one => one.Kind is not EventKind.Search).ToArray();

        Assert.All(events.Where(static one => one.MemberId == "asked"), static one =>
        {
            Assert.NotEmpty(one.DecisionId);
            Assert.StartsWith("micro-genre:", one.RowId);
            Assert.Equal($"{one.TitleId}-3", one.ArtworkId);   // as the prepared page has it
        });
        Assert.All(events.Where(static one => one.MemberId == "other"), static one => Assert.Equal("", one.DecisionId + one.RowId + one.ArtworkId));
        Assert.Equal(2, events.Select(static one => one.MemberId).Distinct().Count());
    }

    private static async Task<Showings> AskAsync(RecordingServer server, Members members, int pages)
    {
        using var channel = GrpcChannel.ForAddress(server.Target.Address);
        return await Showings.AskAsync(channel, members, RecordingServer.Shape, pages, TestContext.Current.CancellationToken);
    }

    private static Event[] Draw(EventRequests requests, int calls) =>
        [.. Enumerable.Range(0, calls).SelectMany(_ => RecordEventsRequest.Parser.ParseFrom(requests.Next()).Events)];
}
