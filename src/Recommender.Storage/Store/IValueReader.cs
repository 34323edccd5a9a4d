namespace Recommender.Storage.Store;

/// <summary>What a caller does with a value while it lies in the store's memory: nothing is copied that it does not copy itself.</summary>
internal interface IValueReader
{
    /// <summary>Reads the value, which is gone when this returns. Called at most once for each read, on the reading thread.</summary>
    void Read(ReadOnlySpan<byte> value);
}
