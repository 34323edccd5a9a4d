namespace Recommender.Storage.Titles;

/// <summary>What a caller does with a title while it lies in the store's memory.</summary>
public interface ITitleVisitor
{
    /// <summary>Reads the title, which is gone when this returns. Called on the reading thread.</summary>
    void Visit(TitleReader title);
}
