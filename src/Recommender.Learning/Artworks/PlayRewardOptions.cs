namespace Recommender.Learning.Artworks;

/// <summary>When a play counts for the artwork that led to it, and how much.</summary>
public sealed record PlayRewardOptions
{
    /// <summary>Seconds watched from which it counts. From 1.</summary>
    public int PlaySeconds { get; init; } = 120;

    /// <summary>Share of a title, where its length is known, from which it counts if that is less. In (0, 1].</summary>
    public double PlayShare { get; init; } = 0.1;

    /// <summary>Seconds watched from which more counts no more. From 1.</summary>
    public int FullSeconds { get; init; } = 1_800;

    /// <summary>The reward of a play.</summary>
    /// <param name="watchedSeconds">How much was watched.</param>
    /// <param name="durationSeconds">How long the title is; 0 where unknown.</param>
    /// <returns>0 below the threshold; from it on, a half for the play and up to another half by the time, to 1.</returns>
    public double Of(int watchedSeconds, int durationSeconds)
    {
        var threshold = durationSeconds > 0 ? Math.Min(PlaySeconds, PlayShare * durationSeconds) : PlaySeconds;
        return watchedSeconds < threshold || watchedSeconds <= 0 ? 0 : 0.5 + (0.5 * Math.Min(1.0, (double)watchedSeconds / FullSeconds));
    }
}
