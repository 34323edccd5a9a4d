using System.CommandLine;
using Grpc.Net.Client;
using Recommender.Measuring;
using Recommender.PageLoad.Beside;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Reporting;
using Recommender.PageLoad.Serving;

namespace Recommender.PageLoad;

/// <summary>Loads a server, prints what came of it and, unless dry, writes it to the results.</summary>
internal static class RunCommand
{
    private static readonly Option<Uri?> Address = new("--address") { CustomParser = static given => ReadAddress(given), Description = "Where the server listens, such as http://127.0.0.1:5080." };
    private static readonly Option<int?> Process = new("--process") { Description = "Id of the server's process, for its processor time." };
    private static readonly Option<string?> Serve = new("--serve") { Description = "Flags of this project's server, which is started with them and stopped: \"--demo --demo-titles 20000\"." };
    private static readonly Option<string> Name = new("--name") { DefaultValueFactory = _ => "quiet", Description = "Name of the section in the report." };
    private static readonly Option<string> Ids = new("--members") { DefaultValueFactory = _ => "m{0000000..0049999}", Description = "Who asks: a file of one id a line, or a range, as of the sample world." };
    private static readonly Option<DirectoryInfo> Results = new("--results") { DefaultValueFactory = _ => Checkout.Results, Description = "Folder for the report." };
    private static readonly Option<bool> Dry = new("--dry") { Description = "Only see that everything works: a moment, against a prepared page where no server is named; nothing written." };
    private static readonly Option<double> TitleChangesPerSecond = new("--title-changes") { Description = "Titles put anew a second, in every second round." };
    private static readonly Option<double> SwapSeconds = new("--swap-every") { Description = "Seconds from one published generation to the next, in every second round." };

    public static Command Create()
    {
        var command = new Command("run", "Find the saturated rate, then ask for half of it, round after round.");
        foreach (var option in (Option[])[Address, Process, Serve, Name, Ids, .. PlanOptions.All, TitleChangesPerSecond, SwapSeconds, .. GoalOptions.All, Dry, Results]) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var isDry = arguments.GetValue(Dry);
        var plan = PlanOptions.Read(arguments, isDry);
        var members = Members.Read(arguments.GetRequiredValue(Ids), plan.Seed);
        await using var started = await StartAsync(arguments, plan, cancellation);
        var target = started?.Target ?? new Target("as it was running", arguments.GetValue(Address)!, arguments.GetValue(Process));

        using var channel = GrpcChannel.ForAddress(target.Address);
        var besides = await BesidesAsync(arguments, channel, cancellation);
        var result = await new PageRun(target, members, plan, besides, Console.Error.WriteLine).RunAsync(cancellation);
        var command = $"dotnet run --project load/Recommender.PageLoad -c Release -- {string.Join(' ', arguments.Tokens.Select(static token => token.Value.Contains(' ', StringComparison.Ordinal) ? $"\"{token.Value}\"" : token.Value))}";
        var section = new Section(arguments.GetRequiredValue(Name), Machine.Here(), command, members.Count, plan, result, GoalOptions.Read(arguments));
        await Console.Out.WriteLineAsync(section.ToString().AsMemory(), cancellation);
        if (isDry) return result.Failures.Count == 0 ? 0 : 1;   // a moment of cold code judges nothing but the answers

        await Console.Error.WriteLineAsync($"written to {await PageReport.WriteAsync(arguments.GetRequiredValue(Results), section.Machine, section.Name, section.ToString(), cancellation)}");
        return section.IsReached ? 0 : 1;
    }

    // Else this program would compile code while it measures, on the cores of what is measured.
    private static async Task WarmUpAsync(ISideLoad beside, CancellationToken cancellation)
    {
        const int Often = 50;
        var times = beside.PerSecond >= 1 ? Often : 1;
        for (var i = 0; i < times; i++) await beside.DoAsync(cancellation);
    }

    // What is named is there already; what a dry run finds at hand is the prepared page.
    private static async Task<ChildServer?> StartAsync(ParseResult arguments, LoadPlan plan, CancellationToken cancellation)
    {
        if (arguments.GetValue(Serve) is { } flags) return await RecommenderServer.StartAsync(flags.Split(' ', StringSplitOptions.RemoveEmptyEntries), cancellation);
        if (arguments.GetValue(Address) is not null) return null;
        if (arguments.GetValue(Dry)) return await ChildServer.StartPreparedAsync(plan.Shape, cancellation);
        throw new LoadException("neither --address nor --serve is given: name the server, or the flags to start it with, or run --dry");
    }

    private static Uri? ReadAddress(System.CommandLine.Parsing.ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp) return address;
        given.AddError($"--address is '{given.Tokens[0].Value}'; allowed is http://, an IP address and a port");
        return null;
    }

    // Events come to their place here once there is a service that takes them.
    private static async Task<List<ISideLoad>> BesidesAsync(ParseResult arguments, GrpcChannel channel, CancellationToken cancellation)
    {
        var besides = new List<ISideLoad>();
        if (arguments.GetValue(TitleChangesPerSecond) is > 0 and var changes) besides.Add(await TitleChanges.PrepareAsync(channel, changes, cancellation));
        if (arguments.GetValue(SwapSeconds) is > 0 and var seconds) besides.Add(await ModelSwaps.PrepareAsync(channel, 1 / seconds, cancellation));
        foreach (var beside in besides) await WarmUpAsync(beside, cancellation);
        return besides;
    }
}
