namespace Recommender.Learning.Policies;

/// <summary>Logged decisions, in columns. Immutable; safe from many threads.</summary>
/// <remarks>Made by <see cref="DecisionLogBuilder"/>, which has checked what stands in it.</remarks>
public sealed class DecisionLog
{
    private readonly int[] _everyAction;
    private readonly int[] _actions;
    private readonly double[] _propensities;
    private readonly double[] _rewards;
    private readonly int[] _positions;
    private readonly int[]?[] _candidates;
    private readonly (int Feature, float Value)[][] _context;
    private readonly IReadOnlyDictionary<string, double[]?[]> _policies;

    internal DecisionLog(DecisionColumns columns)
    {
        (Actions, Positions, Features) = (columns.ActionNames, columns.PositionNames, columns.FeatureNames);
        (_actions, _propensities, _rewards, _positions) = ([.. columns.Actions], [.. columns.Propensities], [.. columns.Rewards], [.. columns.Positions]);
        (_candidates, _context) = ([.. columns.Candidates], [.. columns.Context]);
        Units = columns.HasUnits ? [.. columns.Units] : null;
        _policies = columns.Policies.ToDictionary(static pair => pair.Key, pair => (double[]?[])[.. pair.Value, .. new double[]?[_actions.Length - pair.Value.Count]], StringComparer.Ordinal);
        _everyAction = [.. _actions.Distinct().Order()];
    }

    /// <summary>Number of decisions.</summary>
    public int Count => _actions.Length;

    /// <summary>Names of actions.</summary>
    public IReadOnlyList<string> Actions { get; }

    /// <summary>Names of positions; one, empty, where the log has none.</summary>
    public IReadOnlyList<string> Positions { get; }

    /// <summary>Names of what is known of contexts.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>Names of the policies whose probabilities the log has.</summary>
    public IEnumerable<string> RecordedPolicies => _policies.Keys.Order(StringComparer.Ordinal);

    /// <summary>The unit of each decision, from 0; null where decisions do not depend on each other.</summary>
    internal int[]? Units { get; }

    /// <summary>Rewards, shape (<see cref="Count"/>).</summary>
    internal double[] Rewards => _rewards;

    /// <summary>What was chosen: a row of <see cref="Actions"/>.</summary>
    public int Action(int decision) => _actions[decision];

    /// <summary>With which probability, in (0, 1].</summary>
    public double Propensity(int decision) => _propensities[decision];

    /// <summary>What came of it.</summary>
    public double Reward(int decision) => _rewards[decision];

    /// <summary>Where: a row of <see cref="Positions"/>.</summary>
    public int Position(int decision) => _positions[decision];

    /// <summary>What could have been chosen: rows of <see cref="Actions"/>, each once.</summary>
    public ReadOnlySpan<int> Candidates(int decision) => _candidates[decision] ?? _everyAction;

    /// <summary>What was known: rows of <see cref="Features"/> and their values.</summary>
    internal ReadOnlySpan<(int Feature, float Value)> Context(int decision) => _context[decision];

    /// <summary>A recorded policy's probabilities of the candidates; empty where the log has none for this decision.</summary>
    internal ReadOnlySpan<double> Recorded(string policy, int decision) => _policies.TryGetValue(policy, out var all) ? all[decision] : default;
}
