using System.Diagnostics;
using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad.Reflecting;

/// <summary>Loads a server with a share of the pages that it can make, and meanwhile looks whether events show on the next one.</summary>
internal sealed class ReflectRun(Target target, Members members, LoadPlan plan, ReflectPlan probing, Action<string> log)
{
    private const int MostFaultsKept = 5;
    private const int WarmingProbes = 200;

    /// <summary>Runs.</summary>
    /// <exception cref="LoadException">Nothing can be measured.</exception>
    public async Task<ReflectResult> RunAsync(CancellationToken cancellation)
    {
        using var loader = await PageLoader.OpenAsync(target, members, plan with { Seconds = probing.Seconds }, cancellation);
        var probers = new List<Prober>();
        try
        {
            for (var number = 0; number < ReflectPlan.Probers; number++) probers.Add(await OpenAsync(number, cancellation));
            if (plan.WarmUpSeconds > 0) WarmUp(probers[0]);
            var saturated = loader.Saturate();
            var rate = plan.Rate ?? plan.Share * saturated;
            log(FormattableString.Invariant($"{target.Name}: saturated at {saturated:N0} pages/s; asked for {rate:N0}/s, and probed {probing.PerSecond}/s"));
            return await RunAsync(loader, probers, saturated, rate, cancellation);
        }
        finally
        {
            foreach (var prober in probers) prober.Dispose();
        }
    }

    private static void WarmUp(Prober prober)
    {
        for (var i = 0; i < WarmingProbes; i++)
            if (prober.Probe().Fault is { } fault) throw new LoadException(fault);
    }

    private async Task<ReflectResult> RunAsync(PageLoader loader, List<Prober> probers, double saturated, double rate, CancellationToken cancellation)
    {
        var failures = new List<string>();
        var began = Stopwatch.GetTimestamp();
        var running = probers.Select((prober, number) => OnThread(() => ProbeAll(prober, number, began, cancellation), cancellation)).ToArray();
        var pages = await OnThread(() => loader.Run(rate, failures, cancellation), cancellation);
        var probes = (await Task.WhenAll(running)).SelectMany(static done => done).ToArray();

        var (acknowledged, reflected) = (new LatencyHistogram(), new LatencyHistogram());
        foreach (var probe in probes.Where(static probe => probe.Fault is null))
        {
            acknowledged.Add(probe.Acknowledged);
            reflected.Add(probe.Reflected);
        }

        var faults = probes.Select(static probe => probe.Fault).OfType<string>().ToArray();
        log(FormattableString.Invariant($"{probes.Length} probes: reflected p50 {reflected.Quantile(0.5):N0} µs, p99 {reflected.Quantile(0.99):N0} µs, {faults.Length} wrong"));
        return new ReflectResult(saturated, pages, probes.Length, acknowledged, reflected, faults.Length, [.. failures.Concat(faults.Take(MostFaultsKept)).Distinct()]);
    }

    private List<Probe> ProbeAll(Prober prober, int number, long began, CancellationToken cancellation)
    {
        Pause.MakeExact();
        var probes = new List<Probe>();
        for (var probe = number; probe < probing.Probes; probe += ReflectPlan.Probers)
        {
            cancellation.ThrowIfCancellationRequested();
            Pause.Until(began + (long)(probe * (Stopwatch.Frequency / probing.PerSecond)));
            probes.Add(prober.Probe());
        }

        return probes;
    }

    // Two that did something to one member at once would each see the other's doing.
    private Task<Prober> OpenAsync(int number, CancellationToken cancellation)
    {
        var own = members.Part(number, ReflectPlan.Probers);
        var random = new Random(plan.Seed + number);
        return Prober.OpenAsync(target.Address, () => own.Draw(random), plan.Shape, plan.Seed + number, cancellation);
    }

    private static Task<T> OnThread<T>(Func<T> work, CancellationToken cancellation) => Task.Factory.StartNew(work, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
