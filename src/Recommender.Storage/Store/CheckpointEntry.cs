namespace Recommender.Storage.Store;

/// <summary>One checkpoint that can be recovered from.</summary>
/// <param name="Token">FASTER's name for it, and that of its folders.</param>
/// <param name="Begin">The first address of the log that it needs, in bytes.</param>
/// <param name="Tail">The address after the last.</param>
/// <param name="TailBytes">The last bytes before the tail, from the beginning of its sector on; null in version 1 of the list, which has no checksums beside the log.</param>
/// <param name="Keys">The keys that have a value; null in version 1 of the list, which did not say.</param>
/// <param name="Files">Its own files, index and metadata, as they were when they had reached the disk.</param>
internal sealed record CheckpointEntry(Guid Token, long Begin, long Tail, byte[]? TailBytes, long? Keys, IReadOnlyList<SealedFile> Files)
{
    /// <summary>Where the owner's journal stood: every change before it is in this checkpoint, and some after it may be. 0 where the owner keeps none.</summary>
    public long JournalPosition { get; init; }
}
