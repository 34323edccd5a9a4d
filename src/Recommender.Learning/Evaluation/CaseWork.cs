using Recommender.Learning.Scoring;

namespace Recommender.Learning.Evaluation;

/// <summary>What one thread needs to measure cases.</summary>
internal sealed class CaseWork(ITitleScorer model, TestCases cases, TitleFacts facts, EvaluationOptions options)
{
    private readonly float[] _scores = new float[model.TitleCount];
    private readonly bool[] _marks = new bool[model.TitleCount];
    private readonly BestTitles _best = new(options.Cutoffs.Max());
    private readonly int[] _list = new int[options.Cutoffs.Max()];
    private readonly bool[] _hits = new bool[options.Cutoffs.Max()];
    private readonly double[] _diversities = new double[options.Cutoffs.Max() + 1];

    public void Measure(int at, IReadOnlyList<Metric> metrics, double[][] values, Shown shown)
    {
        var places = Rank(at);
        var list = _list.AsSpan(..places);
        var hits = _hits.AsSpan(..places);
        MarkHits(at, list, hits);
        for (var i = 0; i < places; i++) shown.At(list[i], i + 1);
        if (options.Kinds.Contains(MetricKind.Diversity)) CaseMetrics.Diversities(facts, list, _diversities);

        for (var i = 0; i < metrics.Count; i++)
        {
            var within = Math.Min(metrics[i].Cutoff, places);
            values[i][at] = metrics[i].Kind switch
            {
                MetricKind.Novelty => CaseMetrics.Novelty(facts, list[..within]),
                MetricKind.Diversity => _diversities[within],
                _ => CaseMetrics.Accuracy(metrics[i], hits, cases.Relevant(at).Length),
            };
        }
    }

    private int Rank(int at)
    {
        var history = cases.History(at);
        model.Score(history, _scores);
        _best.Start(options.Seed, cases.Member(at));
        if (cases.HasCandidates)
        {
            foreach (var title in cases.Candidates(at)) _best.Offer(title, Finite(at, title));
        }
        else
        {
            Mark(history.Titles, mark: true);
            for (var title = 0; title < _scores.Length; title++)
            {
                if (!_marks[title]) _best.Offer(title, Finite(at, title));
            }

            Mark(history.Titles, mark: false);
        }

        return _best.Take(_list);
    }

    private void MarkHits(int at, ReadOnlySpan<int> list, Span<bool> hits)
    {
        Mark(cases.Relevant(at), mark: true);
        for (var i = 0; i < list.Length; i++) hits[i] = _marks[list[i]];
        Mark(cases.Relevant(at), mark: false);
    }

    private void Mark(ReadOnlySpan<int> titles, bool mark)
    {
        foreach (var title in titles) _marks[title] = mark;
    }

    private float Finite(int at, int title) => float.IsFinite(_scores[title])
        ? _scores[title]
        : throw new InvalidDataException($"model '{model.Name}' scores title {title} for member {cases.Member(at)} with {_scores[title]}; it must be finite");
}
