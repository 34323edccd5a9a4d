using System.Diagnostics;

namespace Recommender.StoreFigures;

/// <summary>Prints what <see cref="DurableFigures"/> finds, medians over rounds.</summary>
internal static class DurablePart
{
    private static readonly int[] Callers = [1, 16, 64, 256, 1_000];

    public static async Task RunAsync(string folder, int rounds)
    {
        using var figures = new DurableFigures(folder);
        var flush = new List<double>();
        var replay = new List<double>();
        var perCallers = Callers.ToDictionary(static callers => callers, static _ => new List<(double Rate, double Median, double P99)>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var callers in Callers)
            {
                var flushed = Percentiles(figures.Flush());
                var (ticks, all) = await figures.AppendAsync(callers, Math.Max(200, 60_000 / callers / (callers == 1 ? 60 : 1)));
                var acknowledged = Percentiles(ticks);
                if (round == 0) continue;   // warms up
                flush.Add(flushed.Median);
                perCallers[callers].Add((ticks.Length / all.TotalSeconds, acknowledged.Median, acknowledged.P99));
            }

            var (events, time) = figures.Replay();
            if (round > 0) replay.Add(events / time.TotalSeconds);
        }

        var oneFlush = Median(flush);
        Console.WriteLine($"one flush of 4 KB appended: {oneFlush:F0} µs");
        Console.WriteLine("| callers | events/s, durable | acknowledged µs, median | p99 | flushes at the median |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var callers in Callers)
        {
            var found = perCallers[callers];
            var median = Median(found.Select(static one => one.Median));
            Console.WriteLine($"| {callers} | {Median(found.Select(static one => one.Rate)):N0} | {median:F0} | {Median(found.Select(static one => one.P99)):F0} | {median / oneFlush:F1} |");
        }

        Console.WriteLine($"replay: {Median(replay):N0} events/s");
    }

    private static (double Median, double P99) Percentiles(long[] ticks)
    {
        Array.Sort(ticks);
        return (Micros(ticks[ticks.Length / 2]), Micros(ticks[ticks.Length * 99 / 100]));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static double Micros(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
