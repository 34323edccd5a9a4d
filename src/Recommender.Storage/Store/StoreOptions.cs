namespace Recommender.Storage.Store;

/// <summary>How large a store is, and where.</summary>
internal sealed record StoreOptions
{
    /// <summary>The folder that holds the log and its checkpoints; nobody else writes there.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Most bytes of memory for the index and the part of the log that is hot, from <see cref="MemoryPlan.LeastBytes"/> up. The log takes
    /// the largest power of two that the index leaves of it.
    /// </summary>
    public long MemoryBytes { get; init; } = 256L << 20;

    /// <summary>Keys that the index is laid out for. More are found too, the more slowly the more there are.</summary>
    public long ExpectedKeys { get; init; } = 1_000_000;

    /// <summary>Bytes that most values do not exceed, keys included: one read from the device fetches as many.</summary>
    public int TypicalValueBytes { get; init; } = 1_280;

    /// <summary>Most bytes of one value.</summary>
    public int MaxValueBytes { get; init; } = 64 << 10;

    /// <summary>The layout of the log that is there; null where there is none, or none that says so.</summary>
    public LogLayout? Layout { get; init; }
}
