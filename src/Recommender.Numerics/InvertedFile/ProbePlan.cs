namespace Recommender.Numerics.Lists;

/// <summary>How far to look for some K.</summary>
/// <param name="K">Rows asked for.</param>
/// <param name="Probes">Lists to look into, the most promising first.</param>
/// <param name="Slack">
/// How far aside from its list's direction a row is taken to lie towards the query, as a part of how far it can, 0 to 1: blocks
/// that cannot reach the K-th best score even so are skipped.
/// </param>
/// <param name="Doubt">The part of what a projection leaves over that is reckoned with, 0 to 1; 1 is certainty.</param>
internal readonly record struct Reach(double K, double Probes, double Slack, double Doubt)
{
    /// <summary>All blocks of all lists: the exact result for any K.</summary>
    public static Reach Everything(int lists) => new(1, lists, double.PositiveInfinity, 1);
}

/// <summary>What was found to reach the recall asked for, by K, ascending; in between it is interpolated.</summary>
internal sealed class ProbePlan(Reach[] measured)
{
    public IReadOnlyList<Reach> Measured => measured;

    /// <summary>Lists and slack for a K, which need not be a whole number: a filter that leaves a tenth makes it ten times as large.</summary>
    public Reach For(double k)
    {
        if (k <= measured[0].K) return measured[0] with { K = k };
        for (var above = 1; above < measured.Length; above++)
        {
            if (k <= measured[above].K) return Between(measured[above - 1], measured[above], k);
        }

        // Beyond what was measured the number of probes goes on growing as it did, or as the square root.
        var last = measured[^1];
        var power = measured.Length == 1 ? 0.5 : Math.Clamp(Slope(measured[^2], last), 0.25, 1);
        return last with { K = k, Probes = last.Probes * Math.Pow(k / last.K, power) };
    }

    private static Reach Between(Reach below, Reach above, double k)
    {
        var part = Math.Log(k / below.K) / Math.Log(above.K / below.K);
        var probes = below.Probes * Math.Pow(above.Probes / below.Probes, part);
        return new Reach(k, probes, Mixed(below.Slack, above.Slack, part), Mixed(below.Doubt, above.Doubt, part));
    }

    // Of infinities, no mixture.
    private static double Mixed(double below, double above, double part) =>
        double.IsFinite(below) && double.IsFinite(above) ? below + (above - below) * part : Math.Max(below, above);

    private static double Slope(Reach below, Reach above) => Math.Log(above.Probes / below.Probes) / Math.Log(above.K / below.K);
}
