using Recommender.Learning.Evaluation;

namespace Recommender.Learning.Tuning;

/// <summary>How settings are searched for.</summary>
public sealed record TuneOptions
{
    /// <summary>What should be as large as possible on the validation part.</summary>
    public Metric Metric { get; init; } = new(MetricKind.Ndcg, 10);

    /// <summary>Time for one kind of model. The first trial is finished even if it takes longer.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Most trials of one kind, from 1. With enough time for all of them the search is reproducible; time cuts it where the machine is slow.</summary>
    public int MostTrials { get; init; } = int.MaxValue;

    /// <summary>Draws settings and the order of equal scores.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads to use; null: all cores.</summary>
    public int? Threads { get; init; }
}
