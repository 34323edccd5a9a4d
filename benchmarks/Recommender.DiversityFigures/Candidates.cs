using System.Collections.Concurrent;
using Recommender.Learning.Evaluation;
using Recommender.Learning.Scoring;

namespace Recommender.DiversityFigures;

/// <summary>For each case the titles that the model likes best and the history lacks, in order, and how much it likes them.</summary>
internal sealed class Candidates
{
    private readonly int[] _titles;
    private readonly float[] _scores;

    private Candidates(int cases, int each) => (_titles, _scores, Each) = (new int[cases * each], new float[cases * each], each);

    /// <summary>How many of each case.</summary>
    public int Each { get; }

    public static Candidates Of(ITitleScorer model, TestCases cases, int each)
    {
        var candidates = new Candidates(cases.Count, each);
        Parallel.ForEach(
            Partitioner.Create(0, cases.Count, rangeSize: 16),
            () => (Scores: new float[model.TitleCount], Titles: new int[model.TitleCount]),
            (range, _, work) =>
            {
                for (var at = range.Item1; at < range.Item2; at++) candidates.Fill(model, cases, at, work.Scores, work.Titles);
                return work;
            },
            static _ => { });
        return candidates;
    }

    /// <summary>Title rows, best first, shape (each).</summary>
    public ReadOnlySpan<int> Titles(int at) => _titles.AsSpan(at * Each, Each);

    /// <summary>Their scores, falling, shape (each).</summary>
    public ReadOnlySpan<float> Scores(int at) => _scores.AsSpan(at * Each, Each);

    private void Fill(ITitleScorer model, TestCases cases, int at, float[] scores, int[] titles)
    {
        var history = cases.History(at);
        model.Score(history, scores);
        foreach (var title in history.Titles) scores[title] = float.NegativeInfinity;
        for (var i = 0; i < scores.Length; i++) (scores[i], titles[i]) = (-scores[i], i);
        Array.Sort(scores, titles);
        titles.AsSpan(0, Each).CopyTo(_titles.AsSpan(at * Each));
        for (var i = 0; i < Each; i++) _scores[at * Each + i] = -scores[i];
    }
}
