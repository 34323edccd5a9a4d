namespace Recommender.Storage.Decisions;

/// <summary>Where a log of decisions lies and how much of it is kept.</summary>
public sealed record DecisionJournalOptions
{
    /// <summary>The folder; made where it is absent. One owner at a time, any number of readers beside it.</summary>
    public required string Folder { get; init; }

    /// <summary>Bytes kept, from one file up: whole files leave, the oldest first.</summary>
    public long RetainedBytes { get; init; } = 2L << 30;

    /// <summary>Bytes of one file, a power of two from 512 KiB: what leaves the disk at once.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>How long a record is at risk, at most about: until then, what the process takes with it when it is killed is lost.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(100);
}
