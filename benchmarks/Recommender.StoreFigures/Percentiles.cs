using System.Diagnostics;

namespace Recommender.StoreFigures;

/// <summary>Times at which a share of the operations was done.</summary>
/// <param name="P50">The median, in microseconds.</param>
/// <param name="P99">Of all but a hundredth.</param>
/// <param name="P999">Of all but a thousandth.</param>
/// <param name="Slowest">Of all.</param>
internal sealed record Percentiles(double P50, double P99, double P999, double Slowest)
{
    /// <summary>Of times in ticks of the stopwatch, which it sorts.</summary>
    public static Percentiles Of(Span<long> ticks)
    {
        ticks.Sort();
        return new Percentiles(Micros(ticks[ticks.Length / 2]), Micros(ticks[(int)(ticks.Length * 0.99)]), Micros(ticks[(int)(ticks.Length * 0.999)]), Micros(ticks[^1]));
    }

    /// <summary>For a table.</summary>
    public static string Show(double micros) => micros < 100 ? $"{micros:F2} µs" : $"{micros:N0} µs";

    private static double Micros(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
