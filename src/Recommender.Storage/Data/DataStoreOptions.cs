namespace Recommender.Storage.Data;

/// <summary>Where a data folder is, what it may take, and how often it is checkpointed.</summary>
public sealed record DataStoreOptions
{
    /// <summary>The folder; made where it is absent. One owner at a time.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Most bytes of memory for members: their index and the portraits that are hot, which take the largest power of two that the index
    /// leaves. The least is 1 MiB, and 4 MiB where portraits are as long as they may be.
    /// </summary>
    public long MemberMemoryBytes { get; init; } = 576L << 20;   // 512 MiB of portraits, and an index of up to four million members

    /// <summary>Members that the index is laid out for. More are found too, the more slowly the more there are.</summary>
    public long ExpectedMembers { get; init; } = 1_000_000;

    /// <summary>Most bytes of memory for titles, divided in the same way.</summary>
    public long TitleMemoryBytes { get; init; } = 72L << 20;   // 64 MiB of titles, and an index of up to half a million

    /// <summary>Titles that the index is laid out for.</summary>
    public long ExpectedTitles { get; init; } = 100_000;

    /// <summary>Bytes of the journal after which a checkpoint is taken: what a restart replays at most, about.</summary>
    public long CheckpointAfterBytes { get; init; } = 256L << 20;

    /// <summary>Time after which changes are checkpointed however few they are.</summary>
    public TimeSpan CheckpointAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes of the journal kept although no checkpoint needs them any more. A deleted member's events are in them.</summary>
    public long RetainedJournalBytes { get; init; }

    /// <summary>Bytes of one file of the journal, a power of two: what leaves the disk at once.</summary>
    public long JournalSegmentBytes { get; init; } = 16L << 20;

    /// <summary>Threads that replay the journal on opening, from 1 up.</summary>
    public int ReplayThreads { get; init; } = Math.Min(Environment.ProcessorCount, 8);

    /// <summary>Clock of the background checkpoints.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
