using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Reflecting;
using Recommender.V1;

namespace Recommender.PageLoad.Tests;

[Collection(Timed.Name)]
public sealed class ReflectRunTests
{
    private static readonly Members Some = Members.Read("m{000..199}", seed: 1);
    private static readonly LoadPlan Plan = new() { Shape = RecordingServer.Shape, Connections = 2, Streams = 1, WarmUpSeconds = 0, SaturationSeconds = 0.2, Rate = 50 };

    [Fact]
    public async Task Times_an_event_until_the_page_that_shows_it()
    {
        await using var server = await RecordingServer.StartAsync(static _ => Task.Delay(40, TestContext.Current.CancellationToken));

        var result = await RunAsync(server, probes: 60);

        Assert.Empty(result.Failures);
        Assert.Equal(60, result.Probes);
        Assert.Equal(60, result.Reflected.Count);
        Assert.Equal(60, server.GoneCount);
        Assert.Equal([EventKind.Complete, EventKind.Hide], server.Events.Select(static one => one.Kind).Distinct().Order());
        Assert.InRange(result.Acknowledged.Quantile(0.5), 39_000, 200_000);
        Assert.InRange(result.Reflected.Quantile(0.5), result.Acknowledged.Quantile(0.5), 300_000);
        Assert.Equal(0, result.Pages.Failures);
        Assert.Equal(150, result.Pages.Calls);   // 50 a second for as long as it is probed
    }

    [Fact]
    public async Task Counts_every_page_that_does_not_show_an_acknowledged_event()
    {
        var events = 0;
        await using var server = await RecordingServer.StartAsync(applies: _ => Interlocked.Increment(ref events) % 6 != 0);

        var result = await RunAsync(server, probes: 60);

        Assert.Equal(10, result.Wrong);
        Assert.Equal(50, result.Reflected.Count);
        Assert.Contains(result.Failures, static failure => failure.Contains("was acknowledged, and the next page of member", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counts_a_call_that_fails_as_wrong()
    {
        await using var server = await RecordingServer.StartAsync(static call => call == 7 ? Task.FromException(new IOException("the eighth")) : Task.CompletedTask);

        var result = await RunAsync(server, probes: 20);

        Assert.Equal(1, result.Wrong);
        Assert.Single(result.Failures);
    }

    [Fact]
    public async Task Counts_an_event_that_is_taken_for_a_repeated_one_as_wrong()
    {
        await using var server = await RecordingServer.StartAsync(answer: static response => response.RecordedCount = 0);

        Assert.Equal(20, (await RunAsync(server, probes: 20)).Wrong);
    }

    private static Task<ReflectResult> RunAsync(RecordingServer server, int probes) =>
        new ReflectRun(server.Target, Some, Plan, new ReflectPlan(probes, PerSecond: 20), static _ => { }).RunAsync(TestContext.Current.CancellationToken);
}
