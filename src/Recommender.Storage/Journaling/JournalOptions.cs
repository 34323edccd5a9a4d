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

    /// <summary>
    /// How long a record waits for its commit when nobody waits for it; infinite: until somebody does. A waiter does not wait
    /// for this: the commit begins at once, or when the one under way is done.
    /// </summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(1);
}
