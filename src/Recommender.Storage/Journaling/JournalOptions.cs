namespace Recommender.Storage.Journaling;

/// <summary>Where a journal lies and how it is cut into files.</summary>
internal sealed record JournalOptions
{
    /// <summary>The folder that holds the journal; nobody else writes there.</summary>
    public required string Folder { get; init; }

    /// <summary>Most bytes of one record. What a new journal is made for; an old one keeps its pages, and refuses to be opened for longer records than they hold.</summary>
    public int MaxRecordBytes { get; init; } = 128 << 10;

    /// <summary>Bytes of one file, a power of two: what retention frees at once. A journal keeps those it was made with.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>Least time from the start of one commit to the start of the next. Zero: the next begins when the one before is done, if anything is there.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.Zero;
}
