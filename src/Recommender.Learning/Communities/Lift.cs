namespace Recommender.Learning.Communities;

/// <summary>How many times as often a community chooses something as all members do, and how much of that chance may explain.</summary>
internal static class Lift
{
    // Choices that every community is taken to have made as all members do: few choices cannot make a high lift.
    private const double Prior = 3;

    // Standard deviations taken off: some thousand tags and titles are held against each other in each community.
    private const double Caution = 1.5;

    /// <summary>Smoothed towards 1.</summary>
    /// <param name="observed">Weighted choices, from 0.</param>
    /// <param name="expected">What they would be if the community chose as all do, from 0.</param>
    public static double Of(double observed, double expected) => (observed + Prior) / (expected + Prior);

    /// <summary>The same with fewer choices than observed, such as chance may have added: what is above 1 is no accident.</summary>
    public static double Bound(double observed, double expected) =>
        (Math.Max(0, observed - Caution * Math.Sqrt(observed)) + Prior) / (expected + Prior);
}
