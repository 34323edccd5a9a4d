namespace Recommender.Peers.Judging;

/// <summary>Finds the least setting that is good enough.</summary>
internal static class Bisection
{
    /// <summary>The least number of a range at which a measure reaches a goal, if the measure rises with the number.</summary>
    /// <returns>That number; null when even the highest does not reach it. Measures are asked O(log(range)) times.</returns>
    public static int? Least(int lowest, int highest, double goal, Func<int, double> measure)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lowest, highest);
        if (measure(lowest) >= goal) return lowest;
        if (measure(highest) < goal) return null;

        var (below, enough) = (lowest, highest);
        while (enough - below > 1)
        {
            var middle = below + (enough - below) / 2;
            if (measure(middle) >= goal) enough = middle;
            else below = middle;
        }

        return enough;
    }
}
