using System.CommandLine;
using Grpc.Net.Client;
using Recommender.Measuring;
using Recommender.PageLoad.Beside;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;
using Recommender.PageLoad.Reporting;
using Recommender.PageLoad.Serving;

namespace Recommender.PageLoad;

/// <summary>Loads a server, prints what came of it and, unless dry, writes it to the results.</summary>
internal static class RunCommand
{
    private static readonly Option<double> TitleChangesPerSecond = new("--title-changes") { Description = "Titles put anew a second, in every second round." };
    private static readonly Option<double> SwapSeconds = new("--swap-every") { Description = "Seconds from one published generation to the next, in every second round." };

    public static Command Create()
    {
        var command = new Command("run", "Find the saturated rate, then ask for half of it, round after round.");
        foreach (var option in (Option[])[.. TargetOptions.All, .. PlanOptions.All, TitleChangesPerSecond, SwapSeconds, .. EventOptions.All, .. GoalOptions.All, .. ReportOptions.All]) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var isDry = ReportOptions.IsDry(arguments);
        var plan = PlanOptions.Read(arguments, isDry);
        var members = TargetOptions.Members(arguments, plan.Seed);
        await using var server = await StartAsync(arguments, plan, cancellation);

        using var channel = GrpcChannel.ForAddress(server.Target.Address);
        var besides = await BesidesAsync(arguments, channel, cancellation);
        using var events = EventLoadOf(arguments) is { } load ? await EventOptions.OpenAsync(load, server.Target, channel, members, plan, cancellation) : null;
        await WarmUpAsync(events, plan, cancellation);
        var result = await new PageRun(server.Target, members, plan, besides, events, Console.Error.WriteLine).RunAsync(cancellation);
        var section = new Section(ReportOptions.Name(arguments), Machine.Here(), ReportOptions.Command(arguments), members.Count, plan, events?.Load, result, GoalOptions.Read(arguments));
        await Console.Out.WriteLineAsync(section.ToString().AsMemory(), cancellation);
        if (isDry) return result.Failures.Count == 0 && (!UsesPrepared(arguments) || await DryRun.OfOthersAsync(arguments, cancellation)) ? 0 : 1;   // a moment of cold code judges nothing but the answers

        await Console.Error.WriteLineAsync($"written to {ResultPages.Page.Write(ReportOptions.Results(arguments), section.Machine, [section.ToString()])}");
        return section.IsReached ? 0 : 1;
    }

    // Else this program would compile code while it measures, on the cores of what is measured.
    private static async Task WarmUpAsync(ISideLoad beside, CancellationToken cancellation)
    {
        const int Often = 50;
        var times = beside.PerSecond >= 1 ? Often : 1;
        for (var i = 0; i < times; i++) await beside.DoAsync(cancellation);
    }

    private static async Task WarmUpAsync(EventTraffic? events, LoadPlan plan, CancellationToken cancellation)
    {
        var failures = new List<string>();
        if (events is not null && plan.WarmUpSeconds > 0) await events.RunAsync(TimeSpan.FromSeconds(plan.WarmUpSeconds), failures, cancellation);
        if (failures.Count > 0) throw new LoadException(failures[0]);
    }

    // What is named is there already; what a dry run finds at hand is the prepared page.
    private static async Task<Server> StartAsync(ParseResult arguments, LoadPlan plan, CancellationToken cancellation) =>
        UsesPrepared(arguments) ? new(await ChildServer.StartPreparedAsync(plan.Shape, cancellation)) : await TargetOptions.OpenAsync(arguments, cancellation);

    private static bool UsesPrepared(ParseResult arguments) => ReportOptions.IsDry(arguments) && !TargetOptions.AreGiven(arguments);

    // A dry run sees that events work too.
    private static EventLoad? EventLoadOf(ParseResult arguments) => EventOptions.Read(arguments) ?? (UsesPrepared(arguments) ? new(PerSecond: 1000, PerCall: 20) : null);

    private static async Task<List<ISideLoad>> BesidesAsync(ParseResult arguments, GrpcChannel channel, CancellationToken cancellation)
    {
        var besides = new List<ISideLoad>();
        if (arguments.GetValue(TitleChangesPerSecond) is > 0 and var changes) besides.Add(await TitleChanges.PrepareAsync(channel, changes, cancellation));
        if (arguments.GetValue(SwapSeconds) is > 0 and var seconds) besides.Add(await ModelSwaps.PrepareAsync(channel, 1 / seconds, cancellation));
        foreach (var beside in besides) await WarmUpAsync(beside, cancellation);
        return besides;
    }
}
