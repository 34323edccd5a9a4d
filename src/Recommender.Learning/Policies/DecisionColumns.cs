namespace Recommender.Learning.Policies;

/// <summary>The columns of a log while it grows.</summary>
internal sealed class DecisionColumns
{
    public List<string> ActionNames { get; } = [];

    public List<string> PositionNames { get; } = [];

    public List<string> FeatureNames { get; } = [];

    public List<int> Actions { get; } = [];

    public List<double> Propensities { get; } = [];

    public List<double> Rewards { get; } = [];

    public List<int> Positions { get; } = [];

    public List<int> Units { get; } = [];

    public bool HasUnits { get; set; }

    public List<int[]?> Candidates { get; } = [];

    public List<(int Feature, float Value)[]> Context { get; } = [];

    /// <summary>Shorter than the others where the last decisions have nothing of a policy.</summary>
    public Dictionary<string, List<double[]?>> Policies { get; } = new(StringComparer.Ordinal);
}
