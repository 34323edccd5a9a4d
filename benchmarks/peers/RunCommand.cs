using System.CommandLine;
using Recommender.Measuring;
using Recommender.Peers.Data;
using Recommender.Peers.Judging;
using Recommender.Peers.Reporting;
using Recommender.Peers.Rows;

namespace Recommender.Peers;

/// <summary>Measures, prints the report and, unless dry, writes it to the results.</summary>
internal static class RunCommand
{
    private static readonly IPart[] Parts = [new ScanPart(), new SelectionPart(), new FlatPart(), new GraphPart(), new FashionPart(), new MillionPart(), new LikenessPart(), new CrossoverPart()];

    private static readonly Option<string[]> Only = new("--only") { AllowMultipleArgumentsPerToken = true, Description = $"Parts to run: {string.Join(", ", Parts.Select(part => part.Name))}. All unless given." };
    private static readonly Option<int> Rounds = new("--rounds") { DefaultValueFactory = _ => 9, Description = "Times that every contender is measured." };
    private static readonly Option<double> Seconds = new("--seconds") { DefaultValueFactory = _ => 0.05, Description = "What a contender works at least in a round." };
    private static readonly Option<int[]> Crossover = new("--crossover") { AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => Sizes.Full.Crossover, Description = "Rising sizes at which exact search meets hnswlib, whose index of a million rows takes minutes to build once." };
    private static readonly Option<bool> Dry = new("--dry") { Description = "Only see that everything works: small sets, two short rounds, nothing written." };
    private static readonly Option<DirectoryInfo> Results = new("--results") { DefaultValueFactory = _ => Checkout.Results, Description = "Folder for the report." };

    public static Command Create()
    {
        var command = new Command("run", "Measure our search against FAISS, hnswlib and plain scans, and judge by what issue 3 asks.");
        Only.AcceptOnlyFromAmong([.. Parts.Select(part => part.Name)]);
        foreach (var option in (Option[])[Only, Rounds, Seconds, Crossover, Dry, Results, .. PlaceOptions.All]) command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var isDry = arguments.GetValue(Dry);
        var plan = isDry ? Plan.Dry : new Plan(arguments.GetValue(Rounds), Queries: 100, arguments.GetValue(Seconds), LongestRound: 0.4);
        var report = Measure(
            arguments, plan,
            isDry ? PlaceOptions.ReadForDryRun(arguments) : PlaceOptions.Read(arguments),
            isDry ? Sizes.Dry : Sizes.Full with { Crossover = arguments.GetRequiredValue(Crossover) });
        Console.WriteLine(report);
        if (isDry) return 0;   // a few cold queries of small sets judge nothing

        Console.Error.WriteLine($"written to {report.Write(arguments.GetRequiredValue(Results))}");
        return report.IsReached ? 0 : 1;
    }

    private static Report Measure(ParseResult arguments, Plan plan, Places places, Sizes sizes)
    {
        var bench = new Bench(new DataSets(places, sizes), sizes, plan, places.Work, message => Console.Error.WriteLine(message));
        var only = arguments.GetValue(Only) ?? [];
        var chapters = Parts.Where(part => only.Length == 0 || only.Contains(part.Name)).Select(part => part.Measure(bench)).ToList();
        chapters.Add(Allocations(bench));
        return new Report(
            Machine.Here(),
            $"dotnet run --project benchmarks/peers -c Release -- {string.Join(' ', arguments.Tokens)}",
            arguments.GetValue(Dry) ? "two of few queries, cold, over small sets: the numbers mean nothing" : $"{plan.Rounds}, interleaved, of at least {plan.Seconds} s for each contender",
            IsJudged: !arguments.GetValue(Dry),
            chapters);
    }

    private static Chapter Allocations(Bench bench)
    {
        var most = bench.Allocated.Values.DefaultIfEmpty().Max();
        return new Chapter(
            [
                new RowResult
                {
                    Work = "allocations per query",
                    Ours = string.Join(", ", bench.Allocated.Select(pair => $"{pair.Key}: {pair.Value:0.##}")),
                    Other = "—",
                    Measured = $"{most:0.##} bytes",
                    Asked = "0 bytes",
                    IsReached = most == 0,
                },
            ],
            []);
    }
}
