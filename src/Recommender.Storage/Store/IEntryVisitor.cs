namespace Recommender.Storage.Store;

/// <summary>What a caller does with each key and its value.</summary>
internal interface IEntryVisitor
{
    /// <summary>Sees one key; both spans are gone when this returns. It may call the store, except to scan or compact it.</summary>
    /// <returns>Whether to go on.</returns>
    bool Visit(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);
}
