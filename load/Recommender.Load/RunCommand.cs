using System.CommandLine;
using Recommender.Load.Driving;
using Recommender.Load.Reporting;
using Recommender.Load.Serving;
using Recommender.Measuring;

namespace Recommender.Load;

/// <summary>Measures, prints the report and, unless dry, writes it to the results.</summary>
internal static class RunCommand
{
    private static readonly Option<int> Rounds = new("--rounds") { DefaultValueFactory = _ => new Plan().Rounds, Description = "Times that every endpoint is measured." };
    private static readonly Option<double> Seconds = new("--seconds") { DefaultValueFactory = _ => new Plan().Seconds, Description = "Length of one measurement." };
    private static readonly Option<int> Connections = new("--connections") { DefaultValueFactory = _ => new Plan().Connections, Description = "HTTP/2 connections of the load generator." };
    private static readonly Option<int> Streams = new("--streams") { DefaultValueFactory = _ => new Plan().Streams, Description = "Calls in flight on each connection." };
    private static readonly Option<int> Threads = new("--threads") { DefaultValueFactory = _ => new Plan().Threads, Description = "Threads of the load generator." };
    private static readonly Option<bool> Dry = new("--dry") { Description = "Only see that everything works: one round of few requests, nothing written." };
    private static readonly Option<DirectoryInfo> Results = new("--results") { DefaultValueFactory = _ => Checkout.Results, Description = "Folder for the report." };

    public static Command Create()
    {
        var command = new Command("run", "Measure unary echo over gRPC against bare Kestrel endpoints, with h2load.");
        foreach (var option in (Option[])[Rounds, Seconds, Connections, Streams, Threads, Dry, Results]) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var isDry = arguments.GetValue(Dry);
        var plan = new Plan
        {
            Rounds = isDry ? 1 : arguments.GetValue(Rounds),
            Seconds = arguments.GetValue(Seconds),
            Connections = arguments.GetValue(Connections),
            Streams = arguments.GetValue(Streams),
            Threads = arguments.GetValue(Threads),
            IsDry = isDry,
        };
        var report = await MeasureAsync(plan, string.Join(' ', arguments.Tokens), cancellation);
        await Console.Out.WriteLineAsync(report.ToString().AsMemory(), cancellation);
        if (isDry) return 0;   // a few hundred cold calls judge nothing

        await Console.Error.WriteLineAsync($"written to {await report.WriteAsync(arguments.GetRequiredValue(Results), cancellation)}");
        return report.IsKept ? 0 : 1;
    }

    private static async Task<Report> MeasureAsync(Plan plan, string arguments, CancellationToken cancellation)
    {
        using var h2load = await H2Load.FindAsync(plan, cancellation);
        await using var server = await ServerProcess.StartAsync(ServeCommand.Name, cancellation);
        var measurement = new Measurement(server, h2load, plan);

        var scenarios = new List<ScenarioReport>();
        foreach (var scenario in Scenario.All) scenarios.Add(new ScenarioReport(scenario, await measurement.RunAsync(scenario, cancellation)));

        var counters = await server.AskAsync(Control.Read, cancellation);
        return new Report(
            Machine.Here(),
            h2load.Version,
            $"dotnet run --project load/Recommender.Load -c Release -- {arguments}",
            h2load.Command,
            counters.IsServerCollector ? "server garbage collector without adaptation of heaps" : "workstation garbage collector",
            plan,
            scenarios);
    }
}
