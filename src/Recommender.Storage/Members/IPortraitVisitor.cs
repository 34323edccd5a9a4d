namespace Recommender.Storage.Members;

/// <summary>What a caller does with a portrait while it lies in the store's memory.</summary>
public interface IPortraitVisitor
{
    /// <summary>Reads the portrait, which is gone when this returns. Called on the reading thread.</summary>
    void Visit(PortraitReader portrait);
}
