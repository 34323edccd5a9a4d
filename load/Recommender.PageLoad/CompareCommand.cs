using System.CommandLine;
using System.Globalization;
using Recommender.Measuring;
using Recommender.PageLoad.Comparing;
using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Reporting;
using Recommender.PageLoad.Serving;
using Recommender.V1;

namespace Recommender.PageLoad;

/// <summary>Asks a server with an inverted file and one with the exact search for the same pages, and says how much of them is equal.</summary>
internal static class CompareCommand
{
    private static readonly string[] Exactly = ["--inverted-file-from", int.MaxValue.ToString(CultureInfo.InvariantCulture)];

    private static readonly Option<string> Serve = new("--serve") { Required = true, Description = "Flags of this project's server, which is started with them twice, one after the other: \"--data DIR --model DIR\"." };
    private static readonly Option<string> Name = new("--name") { DefaultValueFactory = _ => "against the exact search", Description = "Name of the section in the report." };
    private static readonly Option<string> Ids = new("--members") { DefaultValueFactory = _ => "m{0000000..0049999}", Description = "Who asks: a file of one id a line, or a range, as of the sample world." };
    private static readonly Option<int> Pages = new("--pages") { DefaultValueFactory = _ => 2_000, Description = "Pages to compare." };
    private static readonly Option<int> Rows = new("--rows") { DefaultValueFactory = _ => 10, Description = "Rows of a page." };
    private static readonly Option<int> Titles = new("--titles") { DefaultValueFactory = _ => 20, Description = "Titles of a row." };
    private static readonly Option<double?> LeastShare = new("--least-share") { Description = "Least share of a page's titles, on average, that must be the exact search's." };
    private static readonly Option<DirectoryInfo> Results = new("--results") { DefaultValueFactory = _ => Checkout.Results, Description = "Folder for the report." };

    public static Command Create()
    {
        var command = new Command("compare", "See how much of the pages is as the exact search makes them.") { Serve, Name, Ids, Pages, Rows, Titles, LeastShare, Results };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var count = arguments.GetValue(Pages);
        if (count < 1) throw new LoadException($"--pages is {count}; allowed is from 1");
        var (shape, seed) = (new PageShape(arguments.GetValue(Rows), arguments.GetValue(Titles)), new LoadPlan().Seed);
        var sample = new PageSample(Members.Read(arguments.GetRequiredValue(Ids), seed), shape, count, DateTime.UtcNow, seed);
        var flags = arguments.GetRequiredValue(Serve).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var judged = await AskAsync(flags, sample, cancellation);
        var wanted = await AskAsync([.. flags, .. Exactly], sample, cancellation);
        var compared = new ComparedPages();
        foreach (var (exact, page) in wanted.Zip(judged)) compared.Add(exact, page);

        var section = new ComparisonSection(arguments.GetRequiredValue(Name), Machine.Here(), ReportOptions.Command(arguments), sample, shape, compared, arguments.GetValue(LeastShare));
        await Console.Out.WriteLineAsync(section.ToString().AsMemory(), cancellation);
        await Console.Error.WriteLineAsync($"written to {ResultPages.Page.Write(arguments.GetRequiredValue(Results), section.Machine, [section.ToString()])}");
        return section.IsReached ? 0 : 1;
    }

    private static async Task<RecommendResponse[]> AskAsync(IEnumerable<string> flags, PageSample sample, CancellationToken cancellation)
    {
        await using var server = await RecommenderServer.StartAsync(flags, cancellation);
        await Console.Error.WriteLineAsync($"{sample.Count:N0} pages of {server.Target.Name}");
        return await sample.AskAsync(server.Target.Address, cancellation);
    }
}
