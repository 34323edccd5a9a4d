using Recommender.Numerics;
using Recommender.Peers.Contenders;
using Recommender.Peers.Data;
using Recommender.Peers.Judging;

namespace Recommender.Peers.Rows;

/// <summary>Our exact search of a set, and what it finds.</summary>
internal sealed class ExactSearch : IDisposable
{
    private readonly DataSet _set;
    private readonly ExactTopK _index;
    private readonly int _k;

    public ExactSearch(DataSet set, int k)
    {
        (_set, _k, _index) = (set, k, new ExactTopK(set.Rows));
        var scratch = new TopKScratch();
        var best = new ScoredRow[k];
        Contender = new InProcess($"exact top-{k}", query => _index.Search(set.Queries[query], best, scratch));
    }

    /// <summary>For a tournament.</summary>
    public InProcess Contender { get; }

    /// <summary>The right answers to all queries, checked.</summary>
    public ExactAnswers Answers() => new(_set, _index, _k);

    public void Dispose() => _index.Dispose();
}
