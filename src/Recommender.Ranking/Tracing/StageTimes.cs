using System.Diagnostics;

namespace Recommender.Ranking.Tracing;

/// <summary>Adds up what pages spend on each stage. One thread at a time.</summary>
public sealed class StageTimes
{
    private readonly long[] _ticks = new long[Enum.GetValues<RankingStage>().Length];
    private long _last;

    /// <summary>Pages so far.</summary>
    public long Pages { get; private set; }

    /// <summary>Mean time that a page spends on a stage; zero before the first page.</summary>
    public TimeSpan PerPage(RankingStage stage) =>
        Pages == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)_ticks[(int)stage] / Stopwatch.Frequency / Pages);

    internal void Begin() => (_last, Pages) = (Stopwatch.GetTimestamp(), Pages + 1);

    internal void End(RankingStage stage)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[(int)stage] += now - _last;
        _last = now;
    }
}
