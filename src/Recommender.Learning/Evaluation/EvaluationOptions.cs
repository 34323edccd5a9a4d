namespace Recommender.Learning.Evaluation;

/// <summary>How models are judged.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The lengths K of the lists that are judged, each from 1.</summary>
    public IReadOnlyList<int> Cutoffs { get; init; } = [10, 20, 50];

    /// <summary>What is measured at each.</summary>
    public IReadOnlyList<MetricKind> Kinds { get; init; } = Enum.GetValues<MetricKind>();

    /// <summary>Draws the order of equal scores and the resamples.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of resamples that an interval is made of; 0: no intervals.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Most threads to use, from 1; null: all cores. The result does not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Every metric at every cutoff.</summary>
    public IReadOnlyList<Metric> Metrics => [.. Cutoffs.SelectMany(cutoff => Kinds.Select(kind => new Metric(kind, cutoff)))];

    internal void Check(int titles)
    {
        if (Cutoffs.Count == 0) throw new InvalidDataException("no cutoff is given; needed is at least one, such as 10");
        foreach (var cutoff in Cutoffs)
        {
            if (cutoff < 1 || cutoff > titles) throw new InvalidDataException($"the cutoff K is {cutoff}; allowed is 1 to the number of titles, {titles}");
        }
    }
}
