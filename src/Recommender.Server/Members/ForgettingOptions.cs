namespace Recommender.Server.Members;

/// <summary>When the stores are compacted.</summary>
public sealed record ForgettingOptions
{
    /// <summary>
    /// Minutes from a compaction, or a start, to one for the sake of deletions: so long a deleted member's bytes may stay on the disk, and as
    /// long as a compaction takes. One for the sake of growth comes sooner: after as long as the last one took, and a minute at least.
    /// </summary>
    public int PauseMinutes { get; init; } = 60;

    /// <summary>Bytes by which the log of members may be longer than twice what it was after the last compaction.</summary>
    public long SpareBytes { get; init; } = 1L << 30;
}
