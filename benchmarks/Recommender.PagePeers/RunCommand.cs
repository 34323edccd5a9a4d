using System.CommandLine;
using System.Globalization;
using Recommender.Measuring;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Serving;

namespace Recommender.PagePeers;

/// <summary>Measures, prints the report and, unless dry, writes it to the results.</summary>
internal static class RunCommand
{
    private static readonly Option<int> Titles = new("--titles") { DefaultValueFactory = _ => 20_000, Description = "Titles of the sample world." };
    private static readonly Option<int> MemberCount = new("--members") { DefaultValueFactory = _ => 50_000, Description = "Members of the sample world." };
    private static readonly Option<DirectoryInfo?> Libraries = new("--libraries") { Description = "Folder whose libraries the alternative takes first, such as OpenBLAS where the system's BLAS is the slow reference one." };
    private static readonly Option<int> Rounds = new("--rounds") { DefaultValueFactory = _ => 3, Description = "Times that both are measured, in turns." };
    private static readonly Option<double> Seconds = new("--seconds") { DefaultValueFactory = _ => 8, Description = "Length of a measurement at half of the full load, in seconds." };
    private static readonly Option<int> LeastTitles = new("--least-titles") { DefaultValueFactory = _ => 4, Description = "Fewest titles of a row of 20: ours leaves out what is not good enough." };
    private static readonly Option<DirectoryInfo> Work = new("--work") { DefaultValueFactory = _ => Checkout.Folder("artifacts", "page-peers"), Description = "Folder for the world, which is kept between runs." };
    private static readonly Option<bool> Dry = new("--dry") { Description = "Only see that everything works: a small world, one short round, nothing written." };
    private static readonly Option<DirectoryInfo> Results = new("--results") { DefaultValueFactory = _ => Checkout.Results, Description = "Folder for the report." };

    public static Command Create()
    {
        var command = new Command("run", "Measure this project's server against Python's gRPC server with FAISS and NumPy, over the same sample world.");
        foreach (var option in (Option[])[Titles, MemberCount, Libraries, Rounds, Seconds, LeastTitles, Work, Dry, Results]) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var isDry = arguments.GetValue(Dry);
        var (titles, memberCount) = isDry ? (2_000, 500) : (arguments.GetValue(Titles), arguments.GetValue(MemberCount));
        var plan = isDry
            ? new LoadPlan { Shape = new(5, 10, 1), Connections = 2, Streams = 1, WarmUpSeconds = 0, SaturationSeconds = 1, Seconds = 1, Rounds = 1 }
            : new LoadPlan { Shape = new(10, 20, arguments.GetValue(LeastTitles)), Connections = 8, Streams = 2, WarmUpSeconds = 2, SaturationSeconds = 4, Rounds = arguments.GetValue(Rounds), Seconds = arguments.GetValue(Seconds) };

        var folder = arguments.GetRequiredValue(Work).CreateSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{titles}x{memberCount}"));
        await using var ours = await RecommenderServer.StartAsync(
            ["--demo", "--data", Path.Combine(folder.FullName, "world"), "--demo-titles", Text(titles), "--demo-members", Text(memberCount)], cancellation);
        var exported = new DirectoryInfo(Path.Combine(folder.FullName, "exported"));
        var world = new World(titles, memberCount, PageExport.Write(Path.Combine(folder.FullName, "world", "data"), Path.Combine(folder.FullName, "world", "model"), exported));
        await using var one = await PythonPeer.StartAsync(exported, processes: 1, arguments.GetValue(Libraries), cancellation);
        await using var many = await PythonPeer.StartAsync(exported, Environment.ProcessorCount, arguments.GetValue(Libraries), cancellation);

        var failures = new List<string>();
        var members = Members.Read(world.MemberIds, plan.Seed);
        var showings = await Contest.RunAsync([ours.Target with { Name = "ours" }, one.Target, many.Target], members, plan, failures, Console.Error.WriteLine, cancellation);
        var command = $"dotnet run --project benchmarks/Recommender.PagePeers -c Release -- {string.Join(' ', arguments.Tokens)}";
        var report = new Report(Machine.Here(), command, world, plan, one.Greeting.Split(' ')[0], IsJudged: !isDry, showings, [.. failures.Distinct()]);
        await Console.Out.WriteLineAsync(report.ToString().AsMemory(), cancellation);
        if (isDry) return failures.Count == 0 ? 0 : 1;   // a small world and cold code judge nothing but the answers

        await Console.Error.WriteLineAsync($"written to {await report.WriteAsync(arguments.GetRequiredValue(Results), cancellation)}");
        return report.IsReached ? 0 : 1;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
