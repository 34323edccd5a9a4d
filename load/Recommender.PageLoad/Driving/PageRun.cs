using Recommender.PageLoad.Beside;
using Recommender.PageLoad.Serving;

namespace Recommender.PageLoad.Driving;

/// <summary>Finds what a server can do, then asks for a share of it, round after round, quiet and busy in turns.</summary>
internal sealed class PageRun(Target target, Members members, LoadPlan plan, IReadOnlyList<ISideLoad> besides, Action<string> log)
{
    private readonly List<string> _failures = [];
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
            quiet.Add(Note("quiet", loader.Run(rate, _failures, cancellation)));
            if (besides.Count > 0) busy.Add(await RunBusyAsync(loader, rate, cancellation));
        }

        return new RunResult(target, saturated, quiet, busy, await RunPreparedAsync(rate, cancellation), _beside, [.. _failures.Distinct()]);
    }

    private async Task<Round> RunBusyAsync(PageLoader loader, double rate, CancellationToken cancellation)
    {
        var traffic = new SideTraffic(besides);
        try
        {
            return Note("busy", loader.Run(rate, _failures, cancellation));
        }
        finally
        {
            await traffic.DisposeAsync();
            _beside = traffic.Done;
            _failures.AddRange(traffic.Failures);
        }
    }

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
