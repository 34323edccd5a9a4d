using System.Diagnostics;
using Grpc.Core;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;
using Recommender.PageLoad.Serving;

namespace Recommender.PageLoad.Soaking;

/// <summary>Puts members, then records events of them for minutes, looking at the server's memory all the while.</summary>
internal sealed class SoakRun(Target target, int process, Members members, LoadPlan pages, SoakPlan plan, Action<string> log)
{
    private const int Pages = 300;
    private const double NoticeSeconds = 30;

    private readonly List<string> _failures = [];

    /// <summary>Runs.</summary>
    /// <exception cref="LoadException">Nothing can be measured.</exception>
    public async Task<SoakResult> RunAsync(ChannelBase channel, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var before = await LookAsync(Stopwatch.GetTimestamp(), 0, stop.Token);
        var showings = await Showings.AskAsync(channel, members, pages.Shape, Pages, stop.Token);
        var put = await new MemberPutting(channel, showings.Titles.ToArray(), plan.History, log).PutAsync(members, stop.Token);

        using var traffic = await EventTraffic.OpenAsync(target.Address, plan.Events, new EventRequests(members, showings, plan.Events.PerCall, pages.Seed), stop.Token);
        using var loader = pages.Rate is null ? null : await PageLoader.OpenAsync(target, members, pages with { Seconds = plan.Time.TotalSeconds }, stop.Token);
        var (server, own, began) = (ProcessorTime.Of(process), Environment.CpuUsage.TotalTime.TotalSeconds, Stopwatch.GetTimestamp());
        var eventFailures = new List<string>();
        var recording = traffic.RunAsync(plan.Time, eventFailures, stop.Token);
        var paging = loader is null ? null : Task.Factory.StartNew(() => loader.Run(pages.Rate!.Value, _failures, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var readings = await WatchAsync(traffic, began, recording, stop);
        var (events, round) = (await recording, paging is null ? null : await paging);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new SoakResult(
            before, put, readings, events, round,
            (ProcessorTime.Of(process) - server) / seconds, (Environment.CpuUsage.TotalTime.TotalSeconds - own) / seconds, [.. _failures.Concat(eventFailures).Distinct()]);
    }

    private async Task<List<Reading>> WatchAsync(EventTraffic traffic, long began, Task recording, CancellationTokenSource stop)
    {
        var recorded = traffic.Recorded;
        var readings = new List<Reading> { await LookAsync(began, 0, stop.Token) };
        using var timer = new PeriodicTimer(plan.Step);
        for (var notice = NoticeSeconds; !recording.IsCompleted && await timer.WaitForNextTickAsync(stop.Token);)
        {
            if (recording.IsCompleted) break;   // what comes after is no load
            readings.Add(await LookAsync(began, traffic.Recorded - recorded, stop.Token));
            if (readings[^1].Seconds >= notice)
            {
                log(SoakWords.Of(readings[^1]));
                notice += NoticeSeconds;
            }

            if (plan.Data is null || new DriveInfo(Path.GetFullPath(plan.Data)).AvailableFreeSpace >= plan.LeastFree) continue;
            await stop.CancelAsync();
            throw new LoadException(FormattableString.Invariant($"after {readings[^1].Seconds:0} s the disk of the data has less than {plan.LeastFree >> 20:N0} MiB free: the data have {SoakWords.Of(readings[^1])}"));
        }

        return readings;
    }

    private async Task<Reading> LookAsync(long began, long events, CancellationToken cancellation) => new(
        Stopwatch.GetElapsedTime(began).TotalSeconds,
        events,
        ProcessMemory.Of(process),
        plan.Pipe is null ? null : await ManagedHeap.AskAsync(plan.Pipe, cancellation),
        plan.Data is null ? null : DataSize.Of(plan.Data));
}
