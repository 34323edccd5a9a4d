namespace Recommender.Storage.Store;

/// <summary>What an updater decides.</summary>
internal readonly record struct ValueChange
{
    private ValueChange(ValueChangeKind kind, int bytes) => (Kind, Bytes) = (kind, bytes);

    /// <summary>The key stays as it is.</summary>
    public static ValueChange None => default;

    /// <summary>The key loses its value, if it has one.</summary>
    public static ValueChange Delete => new(ValueChangeKind.Delete, 0);

    internal ValueChangeKind Kind { get; }

    internal int Bytes { get; }

    /// <summary>The key gets the first bytes of the buffer for its value.</summary>
    public static ValueChange Write(int bytes) => new(ValueChangeKind.Write, bytes);
}
