using System.Diagnostics;
using System.Globalization;
using System.Text;
using Recommender.Measuring;
using Recommender.Ranking;
using Recommender.Ranking.Pages;
using Recommender.Ranking.Tracing;

namespace Recommender.Benchmarks.Pages;

/// <summary>What each stage takes of a page of 10 rows of 20 titles, and writes it to the results.</summary>
internal static class StageShares
{
    private const int Titles = 20_000;
    private const int Members = 256;
    private const int WarmPages = 6_000;
    private const int PagesOfRound = 4_000;
    private const int Rounds = 9;

    /// <summary>Measures and writes.</summary>
    public static void Run()
    {
        using var world = new PageWorld(Titles, Members);
        var (query, scratch, page) = (world.Query(), new RankingScratch(), new Page());
        foreach (var member in world.Members)
        {
            PageRanker.Rank(world.Generation, query, member, scratch, page);
            PagePromises.Check(world.Generation, query, member, page);
        }

        var next = 0;
        double Rank(int pages)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < pages; i++)
            {
                query.Seed = (ulong)next;
                PageRanker.Rank(world.Generation, query, world.Members[next++ % Members], scratch, page);
            }

            return Stopwatch.GetElapsedTime(began).TotalMicroseconds / pages;
        }

        Rank(WarmPages);
        var (whole, rounds) = (new List<double>(), new List<StageTimes>());
        for (var round = 0; round < Rounds; round++)
        {
            scratch.Times = null;
            whole.Add(Rank(PagesOfRound));
            rounds.Add(scratch.Times = new StageTimes());
            Rank(PagesOfRound);
        }

        var file = new ResultPage("page-stages.md", "# The stages of a page\n").Write(Checkout.Results, Machine.Here(), [Section(whole, rounds)]);
        Console.WriteLine(File.ReadAllText(file));
    }

    private static string Section(List<double> whole, List<StageTimes> rounds)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {Titles:N0} titles, 128 dimensions").AppendLine();
        Facts.Append(text, Machine.Here(), "", "dotnet run -c Release --project benchmarks/Recommender.Benchmarks -- stages", ("rounds", $"{Rounds} of {PagesOfRound:N0} pages, one thread, in process: no wire, no log; with the clock between stages and without in turns"));
        text.AppendLine("| stage | µs a page | share |").AppendLine("| --- | ---: | ---: |");
        var all = rounds.ConvertAll(static times => Enum.GetValues<RankingStage>().Sum(stage => times.PerPage(stage).TotalMicroseconds));
        foreach (var stage in Enum.GetValues<RankingStage>().OrderByDescending(stage => Spread.Of(Of(rounds, stage)).Median))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {stage} | {Spread.Of(Of(rounds, stage)).ToString("F1")} | {100 * Spread.OfRatios(Of(rounds, stage), all).Median:F1} % |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| all stages | {Spread.Of(all).ToString("F1")} | 100 % |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| a page, without the clock | {Spread.Of(whole).ToString("F1")} | |");
        return text.ToString();
    }

    private static IEnumerable<double> Of(List<StageTimes> rounds, RankingStage stage) => rounds.Select(times => times.PerPage(stage).TotalMicroseconds);
}
