using System.Diagnostics;
using Recommender.Numerics;
using Recommender.Peers.Contenders;
using Recommender.Peers.Data;
using Recommender.Peers.Judging;

namespace Recommender.Peers.Rows;

/// <summary>Our inverted file over a set. Like a peer it is tuned on the first half of the queries and judged by the second.</summary>
internal sealed class ListSearch : IDisposable
{
    private readonly DataSet _set;
    private readonly InvertedFile _index;
    private readonly ScoredRow[] _best;

    public ListSearch(Bench bench, DataSet set, int k, double goal)
    {
        bench.Log($"inverted file over {set.Rows.Rows:N0} rows");
        (_set, _best) = (set, new ScoredRow[k]);
        using var tuning = new AlignedMatrix<float>(set.Queries.Rows / 2, set.Queries.Dimension);
        for (var q = 0; q < tuning.Rows; q++) set.Queries[q].CopyTo(tuning.Writable(q));

        var began = Stopwatch.GetTimestamp();
        _index = InvertedFile.Build(set.Rows, new InvertedFileOptions { TargetRecall = goal, K = k }, tuning);
        BuildTime = Stopwatch.GetElapsedTime(began);
        var scratch = new InvertedFileScratch();
        Contender = new InProcess($"inverted file top-{k}", query => _index.Search(set.Queries[query], _best, scratch));
    }

    public InProcess Contender { get; }

    public TimeSpan BuildTime { get; }

    public int Lists => _index.Lists;

    /// <summary>Mean recall on the second half of the queries.</summary>
    public double Recall(ExactAnswers exact)
    {
        var first = _set.Queries.Rows / 2;
        var answers = new List<int[]>();
        for (var q = first; q < _set.Queries.Rows; q++)
        {
            Contender.Work(q);
            answers.Add([.. _best.Select(scored => scored.Row)]);
        }

        return exact.RecallOf(answers, first);
    }

    public void Dispose() => _index.Dispose();
}
