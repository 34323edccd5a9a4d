namespace Recommender.Learning.Policies;

/// <summary>Names of estimators.</summary>
public static class Estimator
{
    /// <summary>All, in the order of reports.</summary>
    public static IReadOnlyList<EstimatorKind> All { get; } = Enum.GetValues<EstimatorKind>();

    /// <summary>The name in tables and files.</summary>
    public static string Name(EstimatorKind kind) => kind switch
    {
        EstimatorKind.Replay => "replay",
        EstimatorKind.InversePropensity => "ips",
        EstimatorKind.SelfNormalized => "snips",
        EstimatorKind.Clipped => "clipped-ips",
        EstimatorKind.Direct => "dm",
        EstimatorKind.DoublyRobust => "dr",
        EstimatorKind.SwitchDoublyRobust => "switch-dr",
        EstimatorKind.ShrunkDoublyRobust => "dr-os",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such estimator"),
    };
}
