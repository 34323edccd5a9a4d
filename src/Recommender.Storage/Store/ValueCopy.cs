namespace Recommender.Storage.Store;

/// <summary>Copies a value into a buffer.</summary>
internal ref struct ValueCopy(Span<byte> buffer) : IValueReader
{
    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public void Read(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_buffer);
        Length = value.Length;
    }
}
