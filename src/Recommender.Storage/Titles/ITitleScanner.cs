namespace Recommender.Storage.Titles;

/// <summary>What a caller does with every title.</summary>
public interface ITitleScanner
{
    /// <summary>Sees one; id and title are gone when this returns.</summary>
    /// <returns>Whether to go on.</returns>
    bool Visit(ReadOnlySpan<byte> id, TitleReader title);
}
