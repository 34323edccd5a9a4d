namespace Recommender.Learning.Policies.Models;

/// <summary>The reward model's row of each logged decision with what was chosen, and the fold that the decision belongs to.</summary>
internal sealed class RewardRows
{
    private readonly int[] _offsets;
    private readonly int[] _columns;
    private readonly float[] _values;

    public RewardRows(DecisionLog log, RewardFeatures features, int[] folds)
    {
        (Log, Features, Folds) = (log, features, folds);
        _offsets = new int[log.Count + 1];
        var size = 0L;
        for (var row = 0; row < log.Count; row++) size += features.Length(row);
        if (size > Array.MaxLength) throw new InvalidDataException($"the log's decisions have {size} features altogether; allowed is up to {Array.MaxLength}");
        (_columns, _values) = (new int[size], new float[size]);
        for (var row = 0; row < log.Count; row++)
            _offsets[row + 1] = _offsets[row] + features.Write(row, log.Action(row), _columns.AsSpan(_offsets[row]), _values.AsSpan(_offsets[row]));
    }

    public DecisionLog Log { get; }

    public RewardFeatures Features { get; }

    /// <summary>The fold of each decision.</summary>
    public int[] Folds { get; }

    public double Dot(int row, double[] vector)
    {
        var sum = 0.0;
        for (var i = _offsets[row]; i < _offsets[row + 1]; i++) sum += _values[i] * vector[_columns[i]];
        return sum;
    }

    public void Add(int row, double factor, double[] to)
    {
        for (var i = _offsets[row]; i < _offsets[row + 1]; i++) to[_columns[i]] += factor * _values[i];
    }

    public void AddSquares(int row, double[] to)
    {
        for (var i = _offsets[row]; i < _offsets[row + 1]; i++) to[_columns[i]] += (double)_values[i] * _values[i];
    }
}
