namespace Recommender.PageLoad.Soaking;

/// <summary>How a kind of memory went in a soak, in mebibytes and seconds.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Trend">The line through its readings.</param>
/// <param name="Lowest">The least of them.</param>
/// <param name="Highest">The most.</param>
/// <param name="Climb">The most by which a reading is above an earlier one.</param>
/// <param name="Seconds">From the first to the last.</param>
internal sealed record MemoryCourse(string Name, Trend Trend, double Lowest, double Highest, double Climb, double Seconds)
{
    /// <summary>What the line rises in all, and both ends of its interval.</summary>
    public (double Likely, double Low, double High) Rise => (Trend.Slope * Seconds, Trend.Low * Seconds, Trend.High * Seconds);

    /// <summary>
    /// What it rose at most, of its mean. The interval says so where readings vary by chance; a step makes them hang together so much that it
    /// says nothing, but no memory rises by more than from one of its readings to a later one.
    /// </summary>
    public double MostRise => Math.Min(Rise.High, Climb) / Trend.Mean;

    /// <summary>The course of readings.</summary>
    /// <exception cref="LoadException">There are fewer than a trend needs.</exception>
    public static MemoryCourse Of(string name, IReadOnlyList<Reading> readings, Func<Reading, long> bytes)
    {
        double[] times = [.. readings.Select(static reading => reading.Seconds)];
        double[] values = [.. readings.Select(reading => bytes(reading) / (double)(1 << 20))];
        var trend = Trend.Of(times, values);
        return new(name, trend, values.Min(), values.Max(), ClimbOf(values), times[^1] - times[0]);
    }

    private static double ClimbOf(double[] values)
    {
        var (lowest, climb) = (double.PositiveInfinity, 0.0);
        foreach (var value in values) (lowest, climb) = (Math.Min(lowest, value), Math.Max(climb, value - lowest));
        return climb;
    }
}
