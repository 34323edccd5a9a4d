using Recommender.Storage.Store;

namespace Recommender.StoreFigures.Reads;

/// <summary>Copies a value out of a store, as a caller does who wants all of it.</summary>
internal ref struct Copier : IValueReader
{
    public Span<byte> Into;

    public readonly void Read(ReadOnlySpan<byte> value) => value.CopyTo(Into);
}
