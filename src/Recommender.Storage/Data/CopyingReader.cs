using Recommender.Storage.Store;

namespace Recommender.Storage.Data;

/// <summary>Copies a value into a buffer that is long enough for any.</summary>
internal ref struct CopyingReader(Span<byte> destination) : IValueReader
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes copied; 0 where there was no value.</summary>
    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Value => _destination[..Length];

    public void Read(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_destination);
        Length = value.Length;
    }
}
