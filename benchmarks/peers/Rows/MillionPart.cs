using Recommender.Numerics;
using Recommender.Peers.Contenders;
using Recommender.Peers.Data;
using Recommender.Peers.Reporting;

namespace Recommender.Peers.Rows;

/// <summary>Top-100 of a million by the inverted file, against our own exact scans.</summary>
internal sealed class MillionPart : IPart
{
    private const int K = 100;
    private const double Goal = 0.99;
    private const double MostMinutes = 3;

    public string Name => "million";

    public Chapter Measure(Bench bench)
    {
        using var set = bench.Sets.Million(bench.Sizes.Million);
        using var lists = new ListSearch(bench, set, K, Goal);
        using var exact = new ExactSearch(set, K);
        var recall = lists.Recall(exact.Answers());

        using var quantized = QuantizedMatrix.Of(set.Rows);
        using var code = QuantizedMatrix.Of(set.Queries);
        var (codes, dots) = (new sbyte[set.Queries.Dimension], new int[set.Rows.Rows]);
        var scan = new InProcess("int8 scan alone", q =>
        {
            code.Codes.Read(q, codes);
            RowScan.Scan(quantized.Codes, codes, dots);
        });

        var times = bench.Time([lists.Contender, exact.Contender], [scan], set.Queries.Rows);
        var work = $"top-{K} of {set.Rows.Rows:N0} × {set.Rows.Dimension}, made up";
        var ours = $"{lists.Contender.Name}, {times.Microseconds(lists.Contender).ToString("N1")} µs";
        var fastest = times.Fastest((InProcess[])[scan, exact.Contender]);
        return new Chapter(
            [
                .. ((InProcess[])[scan, exact.Contender]).Select(other => RowResult.OfRatio(
                    work, ours, $"{other.Name}, {times.Microseconds(other).ToString("N1")} µs", times.Ratio(lists.Contender, other), other == fastest ? 10 : null)),
                new RowResult
                {
                    Work = work, Ours = lists.Contender.Name, Other = "exact top-100", Measured = $"recall {recall:F4}",
                    Asked = $"≥ {Goal}", IsReached = recall >= Goal,
                },
                new RowResult
                {
                    Work = $"index build, {Environment.ProcessorCount} cores", Ours = $"{lists.Lists:N0} lists", Other = "—",
                    Measured = $"{lists.BuildTime.TotalSeconds:N0} s", Asked = $"≤ {60 * MostMinutes:N0} s", IsReached = lists.BuildTime.TotalMinutes <= MostMinutes,
                },
            ],
            [
                $"Million: {set.About}",
                $"The inverted file chose its probes on the first half of the queries; its recall is that of the second half. Single queries: {Tail(lists.Contender, set)}.",
            ]);
    }

    private static string Tail(InProcess ours, DataSet set)
    {
        double[] times = [.. ours.Times(0, set.Queries.Rows).Order()];
        return $"p50 {1e6 * times[times.Length / 2]:N1} µs, p99 {1e6 * times[times.Length * 99 / 100]:N1} µs";
    }
}
