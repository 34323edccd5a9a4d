namespace Recommender.Learning.Policies;

/// <summary>A policy that knows nothing of the context: a weight for each action at each position, shared out among the candidates.</summary>
public sealed class TablePolicy : ITargetPolicy
{
    private readonly Dictionary<(string Position, string Action), double> _weights = [];

    /// <summary>Makes one of a table.</summary>
    /// <param name="name">Its name in reports.</param>
    /// <param name="weights">Position, action and weight, each pair once. Weights are finite and from 0; the probability of a candidate is its share of the candidates' weights. An action that is absent has 0. The empty position is for every position that is not named.</param>
    /// <exception cref="InvalidDataException">A weight is out of its range, or a pair stands there twice.</exception>
    public TablePolicy(string name, IEnumerable<(string Position, string Action, double Weight)> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Name = name;
        foreach (var (position, action, weight) in weights)
        {
            if (!(weight >= 0 && double.IsFinite(weight))) throw new InvalidDataException($"the weight of action '{action}' is {weight}; allowed is from 0");
            if (!_weights.TryAdd((position, action), weight)) throw new InvalidDataException($"action '{action}'{(position.Length == 0 ? "" : $" at position '{position}'")} stands in the table of the policy '{name}' twice; allowed is once");
            Positions.Add(position);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    private HashSet<string> Positions { get; } = new(StringComparer.Ordinal);

    /// <summary>The policy that chooses as another log did on the whole: by the share that each action has at each position.</summary>
    public static TablePolicy SharesOf(string name, DecisionLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new(name, Enumerable.Range(0, log.Count)
            .CountBy(decision => (log.Position(decision), log.Action(decision)))
            .Select(pair => (log.Positions[pair.Key.Item1], log.Actions[pair.Key.Item2], (double)pair.Value)));
    }

    /// <inheritdoc/>
    public void Probabilities(DecisionLog log, int decision, Span<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(log);
        var position = log.Positions[log.Position(decision)];
        if (!Positions.Contains(position)) position = "";
        var candidates = log.Candidates(decision);
        var sum = 0.0;
        for (var i = 0; i < candidates.Length; i++) sum += probabilities[i] = _weights.GetValueOrDefault((position, log.Actions[candidates[i]]));
        if (sum <= 0) throw new InvalidDataException($"the policy '{Name}' gives no weight to any candidate of decision {decision + 1}, at position '{log.Positions[log.Position(decision)]}'");
        foreach (ref var probability in probabilities) probability /= sum;
    }
}
