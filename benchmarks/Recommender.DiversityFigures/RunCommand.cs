using System.CommandLine;
using Recommender.Measuring;

namespace Recommender.DiversityFigures;

/// <summary>Measures, prints the report and, unless dry, writes it to the results.</summary>
internal static class RunCommand
{
    private static readonly Option<DirectoryInfo> Data = new("--data") { DefaultValueFactory = _ => RealData.Folder, Description = "Folder of the film data: movietweetings-100k, ml-latest-small, wikipedia-movies." };
    private static readonly Option<bool> Dry = new("--dry") { Description = "Only see that everything works: few dials, hasty training, nothing written; without the film data, where CI is not, a made-up world." };
    private static readonly Option<DirectoryInfo> Results = new("--results") { DefaultValueFactory = _ => Checkout.Results, Description = "Folder for the report." };

    public static Command Create()
    {
        var command = new Command("run", "Compare what a determinantal point process and maximal marginal relevance gain in diversity for the same loss of NDCG.");
        foreach (var option in (Option[])[Data, Dry, Results]) command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var isDry = arguments.GetValue(Dry);
        var plan = isDry ? Plan.Dry : Plan.Full;
        var chapters = Sets(arguments).Select(set => Measure(set, plan)).ToArray();
        var report = new Report(
            Machine.Here(), $"dotnet run --project benchmarks/Recommender.DiversityFigures -c Release -- {string.Join(' ', arguments.Tokens)}", plan, IsJudged: !isDry, chapters);
        await Console.Out.WriteLineAsync(report.ToString().AsMemory(), cancellation);
        if (isDry) return 0;   // hasty training judges nothing

        await Console.Error.WriteLineAsync($"written to {await report.WriteAsync(arguments.GetRequiredValue(Results), cancellation)}");
        return report.IsReached ? 0 : 1;
    }

    private static IEnumerable<FilmSet> Sets(ParseResult arguments)
    {
        var data = arguments.GetRequiredValue(Data);
        if (!arguments.GetValue(Dry)) return FilmSet.Real(data);
        if (data.Exists || Environment.GetEnvironmentVariable("CI") == "true") return FilmSet.Dry(data);
        Console.Error.WriteLine($"{data.FullName} is absent: a made-up world stands in for it");
        return FilmSet.MadeUp();
    }

    private static Chapter Measure(FilmSet set, Plan plan)
    {
        Console.Error.WriteLine($"{set.Name}: learning");
        using var question = new Question(set, plan);
        var curves = new List<Curve>();
        foreach (var scale in plan.Scales)
        {
            foreach (var method in (Method[])[Method.Dpp, Method.Mmr])
            {
                Console.Error.WriteLine($"{set.Name}: {method.Name}, {scale.Name}");
                curves.Add(Curve.Measure(method, scale, question, plan.Dials));
            }
        }

        return new Chapter(question, new TradeOffs(curves, plan), plan);
    }
}
