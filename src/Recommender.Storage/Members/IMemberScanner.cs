namespace Recommender.Storage.Members;

/// <summary>What a caller does with every member.</summary>
public interface IMemberScanner
{
    /// <summary>Sees one; id and portrait are gone when this returns.</summary>
    /// <returns>Whether to go on.</returns>
    bool Visit(ReadOnlySpan<byte> id, PortraitReader portrait);
}
