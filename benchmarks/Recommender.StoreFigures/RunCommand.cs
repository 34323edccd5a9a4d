using System.CommandLine;
using Recommender.Measuring;
using Recommender.StoreFigures.Parts;
using Recommender.StoreFigures.Reporting;

namespace Recommender.StoreFigures;

/// <summary>Measures, prints the report and, unless dry, writes it to the results. A part that was left out keeps what stands there.</summary>
internal static class RunCommand
{
    /// <summary>All parts, in the order of the report.</summary>
    public static IReadOnlyList<IPart> Parts { get; } = [new ReadsPart(), new TailsPart(), new DurablePart(), new MembersPart(), new UpkeepPart(), new MappingPart()];

    private static readonly Option<string[]> Only = new("--only") { AllowMultipleArgumentsPerToken = true, Description = $"Parts to run: {string.Join(", ", Parts.Select(part => part.Name))}. All unless given." };
    private static readonly Option<int> Rounds = new("--rounds") { DefaultValueFactory = _ => 7, Description = "Times that everything is measured, in turns." };
    private static readonly Option<bool> Dry = new("--dry") { Description = "Only see that everything works: small stores, one short round, nothing written." };
    private static readonly Option<DirectoryInfo> Results = new("--results") { DefaultValueFactory = _ => Checkout.Results, Description = "Folder for the report." };
    private static readonly Option<DirectoryInfo> Work = new("--work") { DefaultValueFactory = _ => new(Path.GetTempPath()), Description = "Folder on the disk that is measured; what is made there is deleted." };

    public static Command Create()
    {
        var command = new Command("run", "Measure the stores and judge by what is asked of them.");
        Only.AcceptOnlyFromAmong([.. Parts.Select(part => part.Name)]);
        foreach (var option in (Option[])[Only, Rounds, Dry, Results, Work]) command.Options.Add(option);
        command.SetAction((arguments, _) => RunAsync(arguments));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments)
    {
        var isDry = arguments.GetValue(Dry);
        var only = arguments.GetValue(Only) ?? [];
        var plan = new Plan(isDry ? 1 : arguments.GetValue(Rounds), isDry, arguments.GetRequiredValue(Work), message => Console.Error.WriteLine(message));
        var chapters = new List<Chapter>();
        foreach (var part in Parts.Where(part => only.Length == 0 || only.Contains(part.Name))) chapters.Add(await MeasureAsync(part, plan, arguments.Tokens));
        foreach (var chapter in chapters) await Console.Out.WriteLineAsync(chapter.ToString());
        if (isDry) return 0;   // a moment of small stores judges nothing

        await Console.Error.WriteLineAsync($"written to {Report.Write(arguments.GetRequiredValue(Results), [.. Parts.Select(part => part.Name)], chapters)}");
        return chapters.TrueForAll(static chapter => chapter.IsReached) ? 0 : 1;
    }

    private static async Task<Chapter> MeasureAsync(IPart part, Plan plan, IReadOnlyList<System.CommandLine.Parsing.Token> tokens)
    {
        plan.Log(part.Name);
        var command = $"dotnet run --project benchmarks/Recommender.StoreFigures -c Release -- {string.Join(' ', tokens)}";
        return new Chapter(part.Name, Machine.Here(), command, plan, await part.MeasureAsync(plan));
    }
}
