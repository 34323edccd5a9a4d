using Grpc.Net.Client;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;

namespace Recommender.PageLoad.Tests;

[Collection(Timed.Name)]
public sealed class EventTrafficTests
{
    private static readonly Members Some = Members.Read("m{00..99}", seed: 1);

    [Fact]
    public async Task Sends_so_many_events_and_shows_a_known_delay_as_a_known_latency()
    {
        await using var server = await RecordingServer.StartAsync(static _ => Task.Delay(200, TestContext.Current.CancellationToken));

        var (round, failures) = await RunAsync(server, new EventLoad(PerSecond: 1000, PerCall: 20), seconds: 2);

        Assert.Empty(failures);
        Assert.Equal(100, round.Calls);
        Assert.Equal(2000, server.Events.Count);
        Assert.Equal(2000, server.Events.Select(static one => one.EventId).Distinct().Count());
        Assert.InRange(round.P50, 199_000, 400_000);
        Assert.InRange(round.Rate, 700, 950);   // 2,000 in two seconds and the delay
    }

    [Fact]
    public async Task Sends_calls_that_take_many_frames()
    {
        await using var server = await RecordingServer.StartAsync();

        var (round, failures) = await RunAsync(server, new EventLoad(PerSecond: 10_000, PerCall: 1000), seconds: 1);

        Assert.Empty(failures);
        Assert.Equal(10, round.Calls);
        Assert.Equal(10_000, server.Events.Select(static one => one.EventId).Distinct().Count());
    }

    [Fact]
    public async Task Counts_a_call_that_recorded_less_than_all_as_failed()
    {
        var calls = 0;
        await using var server = await RecordingServer.StartAsync(answer: response =>
        {
            if (Interlocked.Increment(ref calls) % 5 == 0) (response.RecordedCount, response.DuplicateCount) = (response.RecordedCount - 1, 1);
        });

        var (round, failures) = await RunAsync(server, new EventLoad(PerSecond: 1000, PerCall: 20), seconds: 1);

        Assert.Equal(50, round.Calls);
        Assert.Equal(10, round.Failures);
        Assert.Contains("of 20 new events 19 were recorded, and 1 taken for repeated", failures[0]);
    }

    [Fact]
    public async Task Counts_calls_that_fail()
    {
        await using var server = await RecordingServer.StartAsync(static call => call % 10 == 0 ? Task.FromException(new IOException("every tenth")) : Task.CompletedTask);

        var (round, failures) = await RunAsync(server, new EventLoad(PerSecond: 1000, PerCall: 20), seconds: 1);

        Assert.Equal(5, round.Failures);
        Assert.Equal(45 * 20, server.Events.Count);
        Assert.NotEmpty(failures);
    }

    private static async Task<(EventRound Round, List<string> Failures)> RunAsync(RecordingServer server, EventLoad load, double seconds)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var channel = GrpcChannel.ForAddress(server.Target.Address);
        var showings = await Showings.AskAsync(channel, Some, RecordingServer.Shape, pages: 3, cancellation);
        using var traffic = await EventTraffic.OpenAsync(server.Target.Address, load, new EventRequests(Some, showings, load.PerCall, seed: 1), cancellation);
        var failures = new List<string>();
        var round = await traffic.RunAsync(TimeSpan.FromSeconds(seconds), failures, cancellation);
        Assert.Equal((round.Calls - round.Failures) * load.PerCall, traffic.Recorded);
        return (round, failures);
    }
}
