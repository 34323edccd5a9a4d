using Recommender.PageLoad.Beside;
using Recommender.PageLoad.Events;
using Recommender.PageLoad.Serving;

namespace Recommender.PageLoad.Driving;

/// <summary>Finds what a server can do, then asks for a share of it, round after round, quiet and busy in turns.</summary>
internal sealed class PageRun(Target target, Members members, LoadPlan plan, IReadOnlyList<ISideLoad> besides, EventTraffic? events, Action<string> log)
{
    private readonly List<string> _failures = [];
    private readonly List<EventRound> _events = [];
    private string _beside = "";

    /// <summary>Runs.</summary>
    /// <exception cref="LoadException">Nothing can be measured.</exception>
    public async Task<RunResult> RunAsync(CancellationToken cancellation)
    {
        using var loader = await PageLoader.OpenAsync(target, members, plan, cancellation);
        var saturated = loader.Saturate();
        var rate = plan.Rate ?? plan.Share * saturated;
        log(FormattableString.Invariant($"{target.Name}: saturated at {saturated:N0} pages/s; asked for {rate:N0}/s"));

        var (quiet, busy) = (new List<Round>(), new List<Round>());
        for (var round = 0; round < plan.Rounds; round++)
        {
            quiet.Add(await RunRoundAsync("quiet", loader, rate, cancellation));
            if (besides.Count > 0 || events is not null) busy.Add(await RunBusyAsync(loader, rate, cancellation));
        }

        return new RunResult(target, saturated, quiet, busy, _events, await RunPreparedAsync(rate, cancellation), _beside, [.. _failures.Distinct()]);
    }

    private async Task<Round> RunBusyAsync(PageLoader loader, double rate, CancellationToken cancellation)
    {
        var (traffic, eventFailures) = (new SideTraffic(besides), new List<string>());
        var recording = events?.RunAsync(TimeSpan.FromSeconds(plan.Seconds), eventFailures, cancellation);
        try
        {
            return await RunRoundAsync("busy", loader, rate, cancellation);
        }
        finally
        {
            if (recording is not null) _events.Add(await recording);
            await traffic.DisposeAsync();
            _beside = string.Join(", ", ((string[])[traffic.Done, events is null ? "" : $"{_events[^1].Calls * events.Load.PerCall:N0} events"]).Where(static words => words.Length > 0));
            _failures.AddRange([.. traffic.Failures, .. eventFailures]);
        }
    }

    private async Task<Round> RunRoundAsync(string kind, PageLoader loader, double rate, CancellationToken cancellation)
    {
        var before = await AllocatedAsync(cancellation);
        var round = loader.Run(rate, _failures, cancellation);
        return Note(kind, round with { AllocatedBytes = (await AllocatedAsync(cancellation) - before) / round.Calls });
    }

    private async Task<double> AllocatedAsync(CancellationToken cancellation) =>
        target.Pipe is { } pipe ? (await ManagedHeap.AskAsync(pipe, cancellation)).Allocated : double.NaN;

    private async Task<Round> RunPreparedAsync(double rate, CancellationToken cancellation)
    {
        await using var server = await ChildServer.StartPreparedAsync(plan.Shape, cancellation);
        using var loader = await PageLoader.OpenAsync(server.Target, members, plan, cancellation);
        loader.Saturate();
        return Note("prepared page", loader.Run(rate, _failures, cancellation));
    }

    private Round Note(string kind, Round round)
    {
        log(FormattableString.Invariant($"{kind}: p50 {round.P50:N0} µs, p99 {round.P99:N0} µs, p99.9 {round.P999:N0} µs, {round.Failures} failures"));
        return round;
    }
}
