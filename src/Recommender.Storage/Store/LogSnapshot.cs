namespace Recommender.Storage.Store;

/// <summary>The log of a moment: nothing before its end changes any more.</summary>
/// <param name="Folder">The store's, for messages.</param>
/// <param name="Records">What reads it.</param>
/// <param name="Heads">The newest record of each chain of the index, then or a little later, in the order of the log.</param>
/// <param name="Begin">The log's beginning.</param>
/// <param name="Until">The log's end then.</param>
/// <param name="Keys">Keys that had a value then.</param>
internal sealed record LogSnapshot(string Folder, ColdRecords Records, List<long> Heads, long Begin, long Until, long Keys)
{
    /// <summary>Begins a walk over the keys that had a value.</summary>
    public ChainWalk Walk() => new(Records, Heads, Begin, Until);
}
