namespace Recommender.Peers.Judging;

/// <summary>Finds the least setting that is good enough.</summary>
internal static class Bisection
{
    /// <summary>The least number of a range at which a measure reaches a goal, if the measure rises with the number.</summary>
    /// <param name="lowest">From 1.</param>
    /// <param name="highest">At least that.</param>
    /// <param name="goal">What to reach.</param>
    /// <param name="measure">What a number reaches.</param>
    /// <returns>That number; null when even the highest does not reach it. Measures are asked O(log(range)) times.</returns>
    public static int? Least(int lowest, int highest, double goal, Func<int, double> measure)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lowest, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lowest, highest);
        if (measure(lowest) >= goal) return lowest;

        // Upwards in growing steps first: what is high costs most to measure.
        var (below, enough) = (lowest, (int)Math.Min(highest, 2L * lowest));
        while (measure(enough) < goal)
        {
            if (enough == highest) return null;
            (below, enough) = (enough, (int)Math.Min(highest, 2L * enough));
        }

        while (enough - below > 1)
        {
            var middle = below + (enough - below) / 2;
            if (measure(middle) >= goal) enough = middle;
            else below = middle;
        }

        return enough;
    }
}
