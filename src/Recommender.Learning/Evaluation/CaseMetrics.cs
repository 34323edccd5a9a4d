namespace Recommender.Learning.Evaluation;

/// <summary>The metrics of one ranked list, by their definitions, for whoever ranks by more than scores. Pure; safe from many threads.</summary>
public static class CaseMetrics
{
    /// <summary>A metric of accuracy.</summary>
    /// <param name="metric">Which.</param>
    /// <param name="hits">Whether the title at each place is relevant, best first, shape (at least min(K, places)).</param>
    /// <param name="relevant">Number of relevant titles, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The metric is none of accuracy.</exception>
    public static double Accuracy(Metric metric, ReadOnlySpan<bool> hits, int relevant)
    {
        hits = hits[..Math.Min(metric.Cutoff, hits.Length)];
        var found = hits.Count(value: true);
        return metric.Kind switch
        {
            MetricKind.Recall => (double)found / relevant,
            MetricKind.CappedRecall => (double)found / Math.Min(metric.Cutoff, relevant),
            MetricKind.Precision => (double)found / metric.Cutoff,
            MetricKind.Ndcg => Gain(hits) / IdealGain(Math.Min(metric.Cutoff, relevant)),
            MetricKind.HitRate => found > 0 ? 1 : 0,
            MetricKind.ReciprocalRank => found > 0 ? 1.0 / (1 + hits.IndexOf(value: true)) : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no metric of accuracy"),
        };
    }

    /// <summary>Mean self-information of the first titles.</summary>
    public static double Novelty(TitleFacts facts, ReadOnlySpan<int> titles)
    {
        var sum = 0.0;
        foreach (var title in titles) sum += facts.SelfInformation(title);
        return titles.IsEmpty ? double.NaN : sum / titles.Length;
    }

    /// <summary>Mean distance of pairs among the first K titles, for every K, shape (titles + 1); NaN where no pair has one.</summary>
    public static void Diversities(TitleFacts facts, ReadOnlySpan<int> titles, Span<double> means)
    {
        var (sum, pairs) = (0.0, 0);
        means[0] = double.NaN;
        for (var i = 0; i < titles.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var distance = facts.Distance(titles[i], titles[j]);
                if (double.IsNaN(distance)) continue;
                sum += distance;
                pairs++;
            }

            means[i + 1] = pairs == 0 ? double.NaN : sum / pairs;
        }
    }

    private static double Gain(ReadOnlySpan<bool> hits)
    {
        var gain = 0.0;
        for (var i = 0; i < hits.Length; i++)
        {
            if (hits[i]) gain += 1 / Math.Log2(i + 2);
        }

        return gain;
    }

    private static double IdealGain(int places)
    {
        var gain = 0.0;
        for (var i = 0; i < places; i++) gain += 1 / Math.Log2(i + 2);
        return gain;
    }
}
