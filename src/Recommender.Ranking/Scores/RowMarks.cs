namespace Recommender.Ranking.Scores;

/// <summary>A set of row numbers that is emptied in no time: each mark bears the number of the round that it was made in. One thread at a time.</summary>
internal sealed class RowMarks
{
    private int[] _rounds = [];
    private int _round;

    /// <summary>Empties the set and makes room.</summary>
    /// <param name="rows">Row numbers are below this.</param>
    public void Begin(int rows)
    {
        if (_rounds.Length < rows) (_rounds, _round) = (new int[RowRoom.For(rows)], 0);
        if (++_round > 0) return;
        Array.Clear(_rounds);   // after two thousand million rounds
        _round = 1;
    }

    /// <summary>Whether a row is in the set.</summary>
    public bool this[int row] => _rounds[row] == _round;

    /// <summary>Adds a row.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(int row)
    {
        ref var round = ref _rounds[row];
        if (round == _round) return false;
        round = _round;
        return true;
    }
}
