using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad.Tests;

[Collection(Timed.Name)]
public sealed class OpenLoopTests
{
    private static readonly Members Some = new(["a", "b", "c"], seed: 1);
    private static readonly LoadPlan Plan = new() { Shape = DelayingServer.Shape, Seconds = 2, Connections = 3 };

    [Fact]
    public async Task Shows_a_known_delay_as_a_known_latency()
    {
        await using var server = await DelayingServer.StartAsync(static _ => Task.Delay(200, TestContext.Current.CancellationToken));

        var round = await RunAsync(server, rate: 100);

        Assert.Equal(200, round.Calls);
        Assert.Equal(0, round.Failures);
        Assert.InRange(round.P50, 199_000, 400_000);   // timers tick in milliseconds, and may come early by a part of one
        Assert.InRange(round.Rate, 70, 95);   // 200 in two seconds and the delay
    }

    [Fact]
    public async Task Charges_a_standstill_with_all_that_it_kept_waiting()
    {
        // For 100 ms nothing is answered. Who waited for an answer before the next call would lose one call of 1,000, and its p99.9 would not know.
        var standstill = Task.CompletedTask;
        await using var server = await DelayingServer.StartAsync(call =>
        {
            if (call == 500) Volatile.Write(ref standstill, Task.Delay(100, TestContext.Current.CancellationToken));
            return Volatile.Read(ref standstill);
        });

        var round = await RunAsync(server, rate: 500);

        Assert.Equal(1000, round.Calls);
        Assert.Equal(0, round.Failures);
        Assert.InRange(round.P999, 90_000, 400_000);
        Assert.InRange(round.P99, 70_000, 400_000);   // 50 of 1,000 calls were due in that time, one every 2 ms: 10 of them waited for 80 ms and more
        Assert.InRange(round.P50, 0, 70_000);
    }

    [Fact]
    public async Task Counts_calls_that_the_server_has_no_room_for_from_when_they_were_due()
    {
        // 3 connections of 100 calls: of 600 calls a second that are answered after one, half wait for room.
        await using var server = await DelayingServer.StartAsync(static _ => Task.Delay(1000, TestContext.Current.CancellationToken));

        var round = await RunAsync(server, rate: 600);

        Assert.Equal(1200, round.Calls);
        Assert.Equal(0, round.Failures);
        Assert.InRange(round.Max, 1_900_000, 4_000_000);
        Assert.InRange(round.LateP99, 500_000, 4_000_000);
    }

    [Fact]
    public async Task Knows_the_most_that_a_server_does()
    {
        // Two calls at a time, each for 10 ms: at most 200 a second, however many wait.
        using var two = new SemaphoreSlim(2);
        await using var server = await DelayingServer.StartAsync(async _ =>
        {
            await two.WaitAsync(TestContext.Current.CancellationToken);
            await Task.Delay(10, TestContext.Current.CancellationToken);
            two.Release();
        });
        using var loader = await PageLoader.OpenAsync(server.Target, Some, Plan with { WarmUpSeconds = 0, SaturationSeconds = 2 }, TestContext.Current.CancellationToken);

        Assert.InRange(await Task.Run(loader.Saturate, TestContext.Current.CancellationToken), 100, 205);
    }

    private static async Task<Round> RunAsync(DelayingServer server, double rate)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var loader = await PageLoader.OpenAsync(server.Target, Some, Plan, cancellation);
        var failures = new List<string>();
        var round = await Task.Run(() => loader.Run(rate, failures, cancellation), cancellation);
        Assert.Empty(failures);
        return round;
    }
}
