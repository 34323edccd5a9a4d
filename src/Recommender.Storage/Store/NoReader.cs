namespace Recommender.Storage.Store;

/// <summary>Wants to know only whether there is a value.</summary>
internal struct NoReader : IValueReader
{
    public readonly void Read(ReadOnlySpan<byte> value) { /* nothing of it */ }
}
