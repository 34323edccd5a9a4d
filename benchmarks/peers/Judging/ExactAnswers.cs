using Recommender.Numerics;
using Recommender.Peers.Data;

namespace Recommender.Peers.Judging;

/// <summary>The right answers to the queries of a set: what every other is judged by.</summary>
internal sealed class ExactAnswers
{
    private const int Checked = 8;

    private readonly DataSet _set;
    private readonly ExactTopK _index;
    private readonly ScoredRow[][] _best;

    /// <summary>Searches all queries exactly and checks some of the answers against a plain loop in double.</summary>
    /// <exception cref="WrongAnswerException">An answer is not the loop's.</exception>
    public ExactAnswers(DataSet set, ExactTopK index, int k)
    {
        (_set, _index, K) = (set, index, k);
        var scratch = new TopKScratch();
        _best = new ScoredRow[set.Queries.Rows][];
        for (var q = 0; q < _best.Length; q++) index.Search(set.Queries[q], _best[q] = new ScoredRow[k], scratch);
        for (var q = 0; q < Math.Min(Checked, _best.Length); q++) CheckOne(q);
    }

    /// <summary>Rows of each answer.</summary>
    public int K { get; }

    /// <summary>The right answer, best first.</summary>
    public ReadOnlySpan<ScoredRow> this[int query] => _best[query];

    /// <summary>Mean recall of answers to the queries from a first one on.</summary>
    public double RecallOf(IReadOnlyList<int[]> answers, int first)
    {
        var score = new float[1];
        var sum = 0.0;
        for (var i = 0; i < answers.Count; i++)
        {
            var query = first + i;
            sum += Recall.Of(answers[i], ScoreOf, _best[query][K - 1].Score, K);

            float ScoreOf(int row)
            {
                _index.Score(_set.Queries[query], [row], score);
                return score[0];
            }
        }

        return sum / answers.Count;
    }

    private void CheckOne(int query)
    {
        var vector = _set.Queries[query];
        var scores = new float[_set.Rows.Rows];
        for (var row = 0; row < scores.Length; row++)
        {
            var sum = 0.0;
            var other = _set.Rows[row];
            for (var i = 0; i < vector.Length; i++) sum += (double)vector[i] * other[i];
            scores[row] = (float)sum;
        }

        var expected = Enumerable.Range(0, scores.Length).OrderByDescending(row => scores[row]).ThenBy(row => row).Take(K);
        if (!expected.SequenceEqual(_best[query].Select(scored => scored.Row)))
            throw new WrongAnswerException($"the exact search of {_set.Name} finds other rows for query {query} than a plain loop does");
    }
}
