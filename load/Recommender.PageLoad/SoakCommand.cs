using System.CommandLine;
using Grpc.Net.Client;
using Recommender.Measuring;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;
using Recommender.PageLoad.Reporting;
using Recommender.PageLoad.Serving;
using Recommender.PageLoad.Soaking;

namespace Recommender.PageLoad;

/// <summary>Puts members with histories, then records events for minutes and watches the server's memory.</summary>
internal static class SoakCommand
{
    private static readonly Option<string> Serve = new("--serve") { Required = true, Description = "Flags of this project's server, which is started with them and stopped: \"--data DIR --model DIR\"." };
    private static readonly Option<string> Ids = new("--members") { DefaultValueFactory = _ => "s{0000000..0999999}", Description = "Whose events: a file of one id a line, or a range. All are drawn alike." };
    private static readonly Option<int> History = new("--history") { DefaultValueFactory = _ => 200, Description = "Titles of each member's history, put before the soak unless they are there." };
    private static readonly Option<double> PerSecond = new("--events") { DefaultValueFactory = _ => 20_000, Description = "Events recorded a second." };
    private static readonly Option<int> PerCall = new("--events-per-call") { DefaultValueFactory = _ => 200, Description = "Events of a call." };
    private static readonly Option<double> Pages = new("--pages") { DefaultValueFactory = _ => 100, Description = "Pages asked for a second, beside. 0: none." };
    private static readonly Option<double> Minutes = new("--minutes") { DefaultValueFactory = _ => 10, Description = "How long." };
    private static readonly Option<double> Step = new("--step") { DefaultValueFactory = _ => 5, Description = "Seconds from one look at the server to the next." };
    private static readonly Option<double?> LeastEvents = new("--least-events") { Description = "Fewest events acknowledged a second." };
    private static readonly Option<double> MostRise = new("--most-rise") { DefaultValueFactory = _ => 5, Description = "Most that memory may rise after the first fifth of the time, in per cent of its mean." };

    public static Command Create()
    {
        var command = new Command("soak", "Record events of many members for minutes, and see whether the server's memory stays as it is.");
        foreach (var option in (Option[])[Serve, Ids, History, PerSecond, PerCall, Pages, Minutes, Step, LeastEvents, MostRise, .. ReportOptions.All]) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var isDry = ReportOptions.IsDry(arguments);
        var flags = arguments.GetRequiredValue(Serve).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var plan = ReadPlan(arguments, DataOf(flags), isDry);
        var members = Members.Read(arguments.GetRequiredValue(Ids), seed: 1, exponent: 0);
        var pages = new LoadPlan { Rate = arguments.GetValue(Pages) is > 0 and var rate ? rate : null, Shape = new PageShape(10, 20, 1) };

        await using var server = await RecommenderServer.StartAsync(flags, cancellation, plan.Pipe);
        using var channel = GrpcChannel.ForAddress(server.Target.Address);
        var result = await new SoakRun(server.Target, server.Target.Process!.Value, members, pages, plan, Console.Error.WriteLine).RunAsync(channel, cancellation);
        var section = new SoakSection(
            ReportOptions.Name(arguments), Machine.Here(), ReportOptions.Command(arguments), server.Target, members.Count, plan, result,
            arguments.GetValue(LeastEvents), arguments.GetValue(MostRise));
        await Console.Out.WriteLineAsync(section.ToString().AsMemory(), cancellation);
        if (isDry) return result.Failures.Count == 0 ? 0 : 1;

        await Console.Error.WriteLineAsync($"written to {ResultPages.Events.Write(ReportOptions.Results(arguments), section.Machine, [section.ToString()])}");
        return section.IsReached ? 0 : 1;
    }

    private static SoakPlan ReadPlan(ParseResult arguments, string? data, bool isDry)
    {
        foreach (var (name, value) in ((string, double)[])[("--history", arguments.GetValue(History)), ("--events", arguments.GetValue(PerSecond)), ("--events-per-call", arguments.GetValue(PerCall)), ("--minutes", arguments.GetValue(Minutes)), ("--step", arguments.GetValue(Step))])
        {
            if (!(value > 0)) throw new LoadException($"{name} is {value}; allowed is above 0");
        }

        var plan = new SoakPlan
        {
            Events = new EventLoad(arguments.GetValue(PerSecond), arguments.GetValue(PerCall)),
            History = arguments.GetValue(History),
            Time = TimeSpan.FromMinutes(arguments.GetValue(Minutes)),
            Step = TimeSpan.FromSeconds(arguments.GetValue(Step)),
            Pipe = $"recommender-soak-{Environment.ProcessId}",
            Data = data,
        };
        return isDry ? plan with { Events = new EventLoad(200, 20), History = 20, Time = TimeSpan.FromSeconds(3), Step = TimeSpan.FromSeconds(0.3) } : plan;
    }

    private static string? DataOf(string[] flags) => Array.IndexOf(flags, "--data") is >= 0 and var at && at + 1 < flags.Length ? flags[at + 1] : null;
}
