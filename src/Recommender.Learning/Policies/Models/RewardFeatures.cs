namespace Recommender.Learning.Policies.Models;

/// <summary>What the reward model knows of a decision and an action: a few columns that are not zero.</summary>
/// <remarks>
/// One for all, one of the action, one of the position, one of both, one of each thing known of the context, and one of each of these with
/// the action. So an action's mean at a position is pulled to the action's mean and the position's, as far as the ridge says.
/// Values of a context feature are scaled to a mean square of 1 where they are not zero.
/// </remarks>
internal sealed class RewardFeatures
{
    // More of these than a gibibyte of solver's vectors could hold are left out.
    private const long MostPairs = 4_000_000;

    private readonly DecisionLog _log;
    private readonly int _positions;
    private readonly int _context;
    private readonly bool _hasPairs;
    private readonly float[] _scales;

    public RewardFeatures(DecisionLog log)
    {
        _log = log;
        var (actions, positions, features) = (log.Actions.Count, log.Positions.Count, log.Features.Count);
        _positions = 1 + actions;
        _context = _positions + (positions > 1 ? positions + positions * actions : 0);
        _hasPairs = (long)features * actions <= MostPairs;
        Columns = _context + features + (_hasPairs ? features * actions : 0);
        _scales = Scales(log);
        for (var decision = 0; decision < log.Count; decision++) Most = Math.Max(Most, Length(decision));
    }

    /// <summary>Number of columns; the first is 1 for all.</summary>
    public int Columns { get; }

    /// <summary>Most columns of one row.</summary>
    public int Most { get; }

    /// <summary>Number of columns of a decision's rows.</summary>
    public int Length(int decision) => (_log.Positions.Count > 1 ? 4 : 2) + (_hasPairs ? 2 : 1) * _log.Context(decision).Length;

    /// <summary>Writes the columns of a decision with an action and their values, and returns how many there are.</summary>
    public int Write(int decision, int action, Span<int> columns, Span<float> values)
    {
        var count = 0;
        Put(0, 1, columns, values, ref count);
        Put(1 + action, 1, columns, values, ref count);
        if (_log.Positions.Count > 1)
        {
            var position = _log.Position(decision);
            Put(_positions + position, 1, columns, values, ref count);
            Put(_positions + _log.Positions.Count + position * _log.Actions.Count + action, 1, columns, values, ref count);
        }

        foreach (var (feature, value) in _log.Context(decision))
        {
            var scaled = value * _scales[feature];
            Put(_context + feature, scaled, columns, values, ref count);
            if (_hasPairs) Put(_context + _log.Features.Count + feature * _log.Actions.Count + action, scaled, columns, values, ref count);
        }

        return count;
    }

    private static void Put(int column, float value, Span<int> columns, Span<float> values, ref int count)
    {
        columns[count] = column;
        values[count++] = value;
    }

    private static float[] Scales(DecisionLog log)
    {
        var (squares, counts) = (new double[log.Features.Count], new int[log.Features.Count]);
        for (var decision = 0; decision < log.Count; decision++)
        {
            foreach (var (feature, value) in log.Context(decision))
            {
                if (value == 0) continue;
                squares[feature] += (double)value * value;
                counts[feature]++;
            }
        }

        return [.. squares.Select((square, feature) => square > 0 ? (float)Math.Sqrt(counts[feature] / square) : 1)];
    }
}
