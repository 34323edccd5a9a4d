using Recommender.Measuring;
using Recommender.StoreFigures.Durable;
using Recommender.StoreFigures.Reporting;

namespace Recommender.StoreFigures.Parts;

/// <summary>Events that are on disk when they are acknowledged, beside one flush of the same disk; and reading them back.</summary>
internal sealed class DurablePart : IPart
{
    private const int JudgedCallers = 64;
    private const double LeastRate = 50_000;
    private const double MostFlushes = 3;
    private const double LeastReplayed = 300_000;

    private static readonly int[] Callers = [1, 16, JudgedCallers, 256, 1_000];

    public string Name => "durable";

    public Task<Findings> MeasureAsync(Plan plan) => Task.FromResult(Measure(plan));

    private static Findings Measure(Plan plan)
    {
        using var folder = plan.Folder();
        using var journal = new TimedJournal(folder);
        var rounds = Callers.ToDictionary(static callers => callers, static _ => new List<Round>());
        var replayed = new List<double>();
        for (var round = 0; round <= plan.Rounds; round++)
        {
            if (round == 1) Clear(rounds, replayed);   // the first warms up
            foreach (var callers in Callers)
            {
                var flush = journal.Flush(plan.Of(200, 5));
                var (times, rate) = journal.Append(callers, plan.Of(callers == 1 ? 1_000 : Math.Max(200, 60_000 / callers), 2));
                rounds[callers].Add(new Round(flush.P50, times, rate));
            }

            replayed.Add(journal.Replay());
        }

        var rateReplayed = Spread.Of(replayed).Median;
        return new Findings(
            [
                .. Callers.SelectMany(callers => Figures(callers, rounds[callers])),
                new Figure { Name = "replay", Ours = $"{rateReplayed:N0} events/s", Asked = $"≥ {LeastReplayed:N0}", IsReached = rateReplayed >= LeastReplayed },
            ],
            [
                $"Events of {TimedJournal.EventBytes} bytes; every caller waits until its event is on disk before it appends the next.",
                $"Other: one flush of a file of the same disk after {TimedJournal.BlockBytes} bytes were appended to it, measured before each line.",
                $"Judged with {JudgedCallers} callers; replay reads every event of the run from the page cache and checks it.",
            ]);
    }

    private static IEnumerable<Figure> Figures(int callers, List<Round> rounds)
    {
        var who = callers == 1 ? "1 caller" : $"{callers:N0} callers";
        var rate = Spread.Of(rounds.Select(static round => round.Rate)).Median;
        var judged = callers == JudgedCallers;
        yield return new Figure
        {
            Name = $"{who}, durable events",
            Ours = $"{rate:N0} a second",
            Asked = judged ? $"≥ {LeastRate:N0}" : "—",
            IsReached = judged ? rate >= LeastRate : null,
        };
        yield return Figure.AtMost(
            $"{who}, acknowledged, median",
            [.. rounds.Select(static round => round.Times.P50)],
            [.. rounds.Select(static round => round.Flush)],
            Percentiles.Show,
            judged ? MostFlushes : null);
        yield return new Figure { Name = $"{who}, acknowledged, p99", Ours = Percentiles.Show(Spread.Of(rounds.Select(static round => round.Times.P99)).Median) };
    }

    private static void Clear(Dictionary<int, List<Round>> rounds, List<double> replayed)
    {
        foreach (var list in rounds.Values) list.Clear();
        replayed.Clear();
    }

    private sealed record Round(double Flush, Percentiles Times, double Rate);
}
