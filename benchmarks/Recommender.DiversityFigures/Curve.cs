using System.Collections.Concurrent;
using Recommender.Learning.Evaluation;
using Recommender.Ranking.Diversity;

namespace Recommender.DiversityFigures;

/// <summary>What a method makes of all cases, dial by dial.</summary>
/// <param name="Method">The method.</param>
/// <param name="Scale">What scores became before.</param>
/// <param name="ByDial">What the lists of each dial come to, in the metrics of <see cref="Metrics"/>.</param>
internal sealed record Curve(Method Method, RelevanceScale Scale, IReadOnlyList<Outcome> ByDial)
{
    public const int Length = 20;
    public const int Ndcg = 0;
    public const int Diversity = 1;

    /// <summary>What is measured, at <see cref="Ndcg"/> and <see cref="Diversity"/>.</summary>
    public static readonly IReadOnlyList<Metric> Metrics = [new(MetricKind.Ndcg, Length), new(MetricKind.Diversity, Length)];

    public static Curve Measure(Method method, RelevanceScale scale, Question question, IReadOnlyList<float> dials)
    {
        var values = dials.Select(_ => Metrics.Select(_ => new double[question.Cases.Count]).ToArray()).ToArray();
        Parallel.ForEach(
            Partitioner.Create(0, question.Cases.Count, rangeSize: 16),
            () => new Work(method, scale, question),
            (range, _, work) =>
            {
                for (var at = range.Item1; at < range.Item2; at++) work.Measure(at, dials, values);
                return work;
            },
            static _ => { });
        return new(method, scale, [.. values.Select(ofDial => new Outcome(method.Name, Metrics, ofDial, new Dictionary<int, double>()))]);
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Work(Method method, RelevanceScale scale, Question question)
    {
        private readonly RerankScratch _scratch = new();
        private readonly float[] _relevance = new float[question.Candidates.Each];
        private readonly float[] _spread = new float[question.Tags.Count];
        private readonly int[] _list = new int[Length];
        private readonly bool[] _hits = new bool[Length];
        private readonly double[] _diversities = new double[Length + 1];

        public void Measure(int at, IReadOnlyList<float> dials, double[][][] values)
        {
            var titles = question.Candidates.Titles(at);
            var relevant = question.Cases.Relevant(at);
            scale.Apply(question.Candidates.Scores(at), _relevance);
            for (var dial = 0; dial < dials.Count; dial++)
            {
                var similarity = new TagSimilarity(titles, question.Tags.Tags, question.Tags.Weights, _spread);
                if (method.Select(_relevance, similarity, dials[dial], _list, _scratch) != Length) throw new InvalidOperationException($"{method.Name} chose fewer than {Length} titles for case {at}");
                for (var place = 0; place < Length; place++)
                {
                    _list[place] = titles[_list[place]];
                    _hits[place] = relevant.Contains(_list[place]);
                }

                CaseMetrics.Diversities(question.Facts, _list, _diversities);
                values[dial][Ndcg][at] = CaseMetrics.Accuracy(Metrics[Ndcg], _hits, relevant.Length);
                values[dial][Diversity][at] = _diversities[Length];
            }
        }
    }
}
