namespace Recommender.Storage.Store;

/// <summary>A store cannot answer: its disk failed, or what is on it is damaged. The message names file and offset.</summary>
public sealed class StoreException : Exception
{
    /// <summary>An error without more to say.</summary>
    public StoreException() { }

    /// <summary>An error in words.</summary>
    public StoreException(string message)
        : base(message) { }

    /// <summary>An error and what led to it.</summary>
    public StoreException(string message, Exception? innerException)
        : base(message, innerException) { }
}
