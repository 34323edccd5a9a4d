using System.Text;
using Recommender.Measuring;
using Recommender.PageLoad.Driving;

namespace Recommender.PagePeers;

/// <summary>The page that a run writes.</summary>
internal sealed record Report(Machine Machine, string Command, World World, LoadPlan Plan, string Blas, bool IsJudged, IReadOnlyList<IReadOnlyList<Showing>> Showings, IReadOnlyList<string> Failures)
{
    private const string FileName = "page-peers.md";
    private const double LeastRate = 20;
    private const double MostTail = 0.1;

    private IReadOnlyList<Showing> Ours => Showings[0];

    private IReadOnlyList<Showing> Alternative => Showings[1];

    private IReadOnlyList<Showing> InProcesses => Showings[2];

    /// <summary>Whether nothing failed and all that is asked is reached.</summary>
    public bool IsReached => Failures.Count == 0 && Rates(Alternative).Median >= LeastRate && Tails(Alternative).Median <= MostTail;

    /// <summary>Writes the page below a folder, under the name of the processor, and says where.</summary>
    public async Task<string> WriteAsync(DirectoryInfo results, CancellationToken cancellation)
    {
        var file = Path.Combine(results.CreateSubdirectory(Machine.Slug).FullName, FileName);
        await File.WriteAllTextAsync(file, ToString(), cancellation);
        return file;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine("# Pages against the obvious alternative").AppendLine();
        text.AppendLine("Written by `benchmarks/Recommender.PagePeers`. The alternative is `page_peer.py`: Python's official gRPC server as its quick");
        text.AppendLine("start has it, FAISS's flat index for the best 500 titles, micro-genres as masks, and maximal marginal relevance per row in NumPy,");
        text.AppendLine("over the same embeddings, tags, micro-genres, histories and artworks, with the same proto and page. In a process for each core it");
        text.AppendLine("stands there to compare. One generator loads all, in turns: full load, then an open loop at half of what that server did, where a");
        text.AppendLine("latency counts from when its call was due. A cell is the median of the rounds, with the range; a ratio is of the rounds' ratios.").AppendLine();
        Facts.Append(text, Machine, "server and generator", Command, Others());
        text.AppendLine("| | pages/s at full load | p50 at half, ms | p99 at half, ms | p99.9 at half, ms | titles on a page | failures |").AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Append(text, "ours", Ours);
        Append(text, "the alternative", Alternative);
        Append(text, "the alternative, in a process for each core", InProcesses);
        text.AppendLine().AppendLine("| figure | measured | asked | |").AppendLine("| --- | --- | --- | --- |");
        text.AppendLine($"| pages/s, ours of the alternative's | {Rates(Alternative).ToString("N1")} × | ≥ {LeastRate} × | {Verdict(Rates(Alternative).Median >= LeastRate)} |");
        text.AppendLine($"| p99 at half, ours of the alternative's | {Tails(Alternative).ToString("N4")} × | ≤ {MostTail} × | {Verdict(Tails(Alternative).Median <= MostTail)} |");
        text.AppendLine($"| pages/s, ours of those of its processes | {Rates(InProcesses).ToString("N1")} × | — | |");
        text.AppendLine($"| p99 at half, ours of that of its processes | {Tails(InProcesses).ToString("N4")} × | — | |");
        if (Failures.Count > 0) text.AppendLine();
        foreach (var failure in Failures) text.AppendLine($"- **FAILED**: {failure}");
        return text.ToString();
    }

    private Spread Rates(IReadOnlyList<Showing> other) => Spread.OfRatios(Ours.Select(static showing => showing.Saturated), other.Select(static showing => showing.Saturated));

    private Spread Tails(IReadOnlyList<Showing> other) => Spread.OfRatios(Ours.Select(static showing => showing.AtHalf.P99), other.Select(static showing => showing.AtHalf.P99));

    private IEnumerable<(string Name, string Value)> Others() =>
    [
        ("world", World.ToString()),
        ("the alternative's BLAS", Blas),
        ("page", Plan.Shape.ToString()),
        ("full load", FormattableString.Invariant($"{Plan.Connections * Plan.Streams} calls in flight over {Plan.Connections} connections, {Plan.SaturationSeconds} s after {Plan.WarmUpSeconds} s of warming up")),
        ("rounds", IsJudged ? FormattableString.Invariant($"{Plan.Rounds}, in turns, of {Plan.Seconds} s at half") : "one, cold and short: the numbers mean nothing"),
    ];

    private static void Append(StringBuilder text, string name, IReadOnlyList<Showing> showings) =>
        text.AppendLine(
            $"| {name} | {Cell(showings, static showing => showing.Saturated, "N0")} | {Cell(showings, static showing => showing.AtHalf.P50 / 1000, "N2")} | {Cell(showings, static showing => showing.AtHalf.P99 / 1000, "N2")} "
            + $"| {Cell(showings, static showing => showing.AtHalf.P999 / 1000, "N2")} | {Cell(showings, static showing => showing.AtHalf.Titles, "N1")} | {showings.Sum(static showing => showing.AtHalf.Failures)} of {showings.Sum(static showing => showing.AtHalf.Calls)} |");

    private static string Cell(IReadOnlyList<Showing> showings, Func<Showing, double> value, string format) => Spread.Of(showings.Select(value)).ToString(format);

    private string Verdict(bool reached) => !IsJudged ? "not judged" : reached ? "reached" : "**MISSED**";
}
