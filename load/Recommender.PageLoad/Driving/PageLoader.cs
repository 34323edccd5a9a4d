using Recommender.PageLoad.Wire;

namespace Recommender.PageLoad.Driving;

/// <summary>Loads one server over connections that stay open.</summary>
internal sealed class PageLoader : IDisposable
{
    /// <summary>Of the call.</summary>
    public const string Path = "/recommender.v1.RecommendationService/Recommend";

    private readonly Target _target;
    private readonly Members _members;
    private readonly LoadPlan _plan;
    private readonly CallConnection[] _connections;
    private int _seed;

    private PageLoader(Target target, Members members, LoadPlan plan, CallConnection[] connections) =>
        (_target, _members, _plan, _connections, _seed) = (target, members, plan, connections, plan.Seed);

    /// <summary>Where it goes.</summary>
    public Target Target => _target;

    /// <summary>Connects, and looks at the first pages: what is wrong is not measured.</summary>
    /// <exception cref="LoadException">The server cannot be reached, or answers with no whole page.</exception>
    public static async Task<PageLoader> OpenAsync(Target target, Members members, LoadPlan plan, CancellationToken cancellation)
    {
        var connections = new List<CallConnection>();
        try
        {
            for (var i = 0; i < plan.Connections; i++) connections.Add(await CallConnection.OpenAsync(target.Address, Path, new Tally(), cancellation));
            var loader = new PageLoader(target, members, plan, [.. connections]);
            loader.LookAtFirstPages();
            return loader;
        }
        catch
        {
            foreach (var connection in connections) connection.Dispose();
            throw;
        }
    }

    /// <summary>Full load: first until the code is compiled, then what counts.</summary>
    /// <returns>Pages a second.</returns>
    /// <exception cref="LoadException">A call failed, or a connection broke.</exception>
    public double Saturate()
    {
        if (_plan.WarmUpSeconds > 0) FullLoad(_plan.WarmUpSeconds);
        return FullLoad(_plan.SaturationSeconds);
    }

    /// <summary>A round at a fixed rate.</summary>
    /// <param name="rate">Calls a second.</param>
    /// <param name="failures">Receives what went wrong, in words.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="LoadException">A connection broke, or the server does far less than is asked of it.</exception>
    public Round Run(double rate, ICollection<string> failures, CancellationToken cancellation)
    {
        var (server, own) = (ServerSeconds(), Environment.CpuUsage.TotalTime);
        var result = OpenLoop.Run(_connections, NextRequests(), rate, TimeSpan.FromSeconds(_plan.Seconds), cancellation);
        var calls = result.Answers.Latencies.Count + result.Answers.FailureCount;
        var (serverMicros, ownMicros) = ((ServerSeconds() - server) * 1e6 / calls, (Environment.CpuUsage.TotalTime - own).TotalMicroseconds / calls);

        var (faults, titles) = (new List<string>(), 0L);
        foreach (var kept in result.Answers.Kept)
        {
            if (PageCheck.Fault(kept, _plan.Shape, out var count) is { } fault) faults.Add(fault);
            titles += count;
        }

        foreach (var failure in result.Answers.Failures.Concat(faults.Take(3))) failures.Add(failure);
        var latencies = result.Answers.Latencies;
        return new Round(
            rate, result.Rate, latencies.Quantile(0.5), latencies.Quantile(0.99), latencies.Quantile(0.999), latencies.Max,
            calls, result.Answers.FailureCount + faults.Count, result.Answers.Kept.Count, (double)titles / result.Answers.Kept.Count, result.Late.Quantile(0.99), serverMicros, ownMicros);
    }

    public void Dispose()
    {
        foreach (var connection in _connections) connection.Dispose();
    }

    private double FullLoad(double seconds) => ClosedLoop.Rate(_connections, _ => NextRequests(), _plan.Streams, TimeSpan.FromSeconds(seconds));

    private void LookAtFirstPages()
    {
        var requests = NextRequests();
        var tallies = _connections.Select(static _ => new Tally()).ToArray();
        for (var at = 0; at < tallies.Length; at++)
        {
            _connections[at].Sink = tallies[at];
            _connections[at].TrySend(requests.Next(), due: 0, keeps: true);
        }

        Settling.Wait(_connections, TimeSpan.FromSeconds(30));
        foreach (var tally in tallies)
        {
            var fault = tally.FailureCount > 0 ? tally.Failures[0] : PageCheck.Fault(tally.Kept[0], _plan.Shape, out _);
            if (fault is not null) throw new LoadException($"{_target.Name} at {_target.Address} does not answer with whole pages: {fault}");
        }
    }

    // Every part of a run draws anew, the same in each run.
    private PageRequests NextRequests() => new(_members, _plan.Shape, _seed++);

    private double ServerSeconds() => _target.Process is { } process ? ProcessorTime.Of(process) : double.NaN;
}
