namespace Recommender.Learning.Policies;

/// <summary>Collects logged decisions. One thread at a time.</summary>
public sealed class DecisionLogBuilder
{
    private readonly DecisionColumns _columns = new();
    private readonly Dictionary<string, int> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _units = new(StringComparer.Ordinal);

    /// <summary>Whether nothing was added yet.</summary>
    public bool IsEmpty => _columns.Actions.Count == 0;

    /// <summary>Adds one.</summary>
    /// <exception cref="InvalidDataException">Something of it is wrong; the message names it, its value and what is allowed. Nothing was added.</exception>
    public void Add(LoggedDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (TryAdd(decision) is { } fault) throw new InvalidDataException($"decision {_columns.Actions.Count + 1}: {fault.Field} is '{fault.Value}'; allowed is {fault.Allowed}");
    }

    /// <summary>The log of what was added.</summary>
    /// <exception cref="InvalidDataException">Nothing was, or some decisions name the unit that they belong to and others do not.</exception>
    public DecisionLog ToLog()
    {
        if (_columns.Actions.Count == 0) throw new InvalidDataException("the log has no decisions");
        if (_columns.HasUnits && _units.Count > 0 && _columns.Units.Contains(-1)) throw new InvalidDataException("some decisions name the unit that they belong to and others do not; allowed is all or none");
        return new DecisionLog(_columns);
    }

    /// <summary>Adds one, or says what is wrong with it.</summary>
    internal DecisionFault? TryAdd(LoggedDecision decision)
    {
        if (DecisionFault.Of(decision) is { } fault) return fault;
        var at = _columns.Actions.Count;
        _columns.Actions.Add(Row(_actions, _columns.ActionNames, decision.Action));
        _columns.Propensities.Add(decision.Propensity);
        _columns.Rewards.Add(decision.Reward);
        _columns.Positions.Add(Row(_positions, _columns.PositionNames, decision.Position ?? ""));
        _columns.Candidates.Add(decision.Candidates is { } candidates ? [.. candidates.Select(name => Row(_actions, _columns.ActionNames, name))] : null);
        _columns.Context.Add([.. decision.Context.Select(feature => (Row(_features, _columns.FeatureNames, feature.Name), feature.Value))]);
        _columns.Units.Add(decision.Unit is { } unit ? Row(_units, null, unit) : -1);
        _columns.HasUnits |= decision.Unit is not null;
        foreach (var (name, probabilities) in decision.Policies)
        {
            if (!_columns.Policies.TryGetValue(name, out var all)) _columns.Policies[name] = all = [];
            while (all.Count < at) all.Add(null);
            var sum = probabilities.Sum();
            all.Add([.. probabilities.Select(probability => probability / sum)]);
        }

        return null;
    }

    private static int Row(Dictionary<string, int> rows, List<string>? names, string name)
    {
        if (rows.TryGetValue(name, out var row)) return row;
        rows.Add(name, rows.Count);
        names?.Add(name);
        return rows.Count - 1;
    }
}
