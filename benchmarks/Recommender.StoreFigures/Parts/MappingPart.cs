using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Recommender.Measuring;
using Recommender.Numerics;
using Recommender.Storage.Models;
using Recommender.StoreFigures.Mapping;
using Recommender.StoreFigures.Reporting;

namespace Recommender.StoreFigures.Parts;

/// <summary>From a file of a million vectors to the first answers, each time in a process that has just started.</summary>
internal sealed class MappingPart : IPart, IChildCommand
{
    private const int Dimension = 128;
    private const double MostMillis = 50;

    public string Name => "mapping";

    public Command CreateChild() => FirstAnswers.CreateCommand();

    public async Task<Findings> MeasureAsync(Plan plan)
    {
        var rows = plan.Of(1_000_000, 20_000);
        using var folder = plan.Folder();
        plan.Log($"making {rows:N0} vectors");
        var expected = Make(folder, rows);

        var rounds = new List<FirstAnswers.Times>();
        for (var round = 0; round <= plan.Rounds; round++)
        {
            var times = await RunAsync(folder);
            if (!times.Rows.SequenceEqual(expected)) throw new InvalidDataException("the mapped index finds other rows than the one in memory");
            if (round > 0) rounds.Add(times);   // the first brings the file into the page cache
        }

        return new Findings(
            Figures(rounds),
            [
                $"{rows:N0} × {Dimension} vectors in float with their int8 codes, exact search for the best {FirstAnswers.K}; each time is of a process of its own, file in the page cache.",
                "Counted from the call that opens the file: header, directory and bounds checked, mapping, every page touched for the first time, the compilation of all that the search runs. The runtime's own start is not counted.",
            ]);
    }

    private static Figure[] Figures(List<FirstAnswers.Times> rounds)
    {
        var first = Spread.Of(rounds.Select(static times => times.Open + times.First));
        return
        [
            new Figure { Name = "open and first answer", Ours = $"{first.ToString("F1")} ms", Asked = $"≤ {MostMillis:F0} ms", IsReached = first.Median <= MostMillis },
            new Figure { Name = "of that to open", Ours = $"{Spread.Of(rounds.Select(static times => times.Open)).ToString("F1")} ms" },
            new Figure { Name = "the tenth answer", Ours = $"{Spread.Of(rounds.Select(static times => times.Tenth)).ToString("F1")} ms" },
        ];
    }

    private static int[] Make(WorkFolder folder, int count)
    {
        var catalogue = new LatentCatalogue(Dimension, seed: 20260101);
        using var rows = new AlignedMatrix<float>(count, Dimension);
        Parallel.For(0, count, row => catalogue.FillRow(row, rows.Writable(row)));
        var query = new float[Dimension];
        catalogue.FillRow(count, query);   // a vector like the others, and none of them
        File.WriteAllBytes(folder.Of("query"), MemoryMarshal.AsBytes(query.AsSpan()).ToArray());

        using var index = new ExactTopK(rows);
        ExactIndexFile.Save(folder.Of("index"), rows, index);
        var best = new ScoredRow[FirstAnswers.K];
        index.Search(query, best, new TopKScratch());
        return [.. best.Select(static scored => scored.Row)];
    }

    private static async Task<FirstAnswers.Times> RunAsync(WorkFolder folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(MappingPart).Assembly.Location, FirstAnswers.CommandName, folder.Of("index"), folder.Of("query")]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? FirstAnswers.Times.Parse(text) : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the process ended with code {process.ExitCode}"));
    }
}
