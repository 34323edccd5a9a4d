using Recommender.Measuring.Selection;
using Recommender.Numerics;
using Recommender.Peers.Contenders;
using Recommender.Peers.Judging;
using Recommender.Peers.Reporting;

namespace Recommender.Peers.Rows;

/// <summary>Exact top-500 of trained vectors against an fp32 scan and the fastest selection that could be written.</summary>
internal sealed class SelectionPart : IPart
{
    private const int K = 500;

    public string Name => "selection";

    public Chapter Measure(Bench bench)
    {
        using var set = bench.Sets.Trained();
        using var search = new ExactSearch(set, K);
        var scores = new float[set.Rows.Rows];
        var best = new int[K];
        InProcess[] others =
        [
            .. ((ISelection[])[new HalvedBuffer(K), new SampledThreshold(set.Rows.Rows), new Histogram(set.Rows.Rows)])
                .Select(selection => new InProcess($"fp32 scan + {selection.Name}", q =>
                {
                    RowScan.Scan(set.Rows, set.Queries[q], scores);
                    selection.Run(scores, best);
                })),
        ];
        foreach (var other in others) Check(other, search.Answers(), best);

        var times = bench.Time([search.Contender], others, set.Queries.Rows);
        var fastest = times.Fastest(others);
        return new Chapter(
            [.. others.Select(other => RowResult.OfRatio(
                $"top-{K} of {set.Rows.Rows:N0} × {set.Rows.Dimension}, trained",
                $"{search.Contender.Name}, {times.Microseconds(search.Contender).ToString("N1")} µs",
                $"{other.Name}, {times.Microseconds(other).ToString("N1")} µs",
                times.Ratio(search.Contender, other),
                other == fastest ? 3 : null))],
            [$"Trained: {set.About}", "Of the selections behind the fp32 scan the fastest of this run is judged against."]);
    }

    // The fp32 scan rounds, so an answer may differ from the definition's where scores nearly tie.
    private static void Check(InProcess other, ExactAnswers exact, int[] best)
    {
        for (var q = 0; q < 8; q++)
        {
            other.Run(q, 1);
            var recall = exact.RecallOf([best], q);
            if (recall < 0.99) throw new WrongAnswerException($"{other.Name} has {recall:P1} of the best rows of query {q}");
        }
    }
}
