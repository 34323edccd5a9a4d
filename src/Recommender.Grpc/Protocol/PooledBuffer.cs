using System.Buffers;

namespace Recommender.Grpc.Protocol;

/// <summary>A growing buffer on rented arrays, limited in size; for messages whose length is known only once they are written.</summary>
internal sealed class PooledBuffer(int maxLength) : IBufferWriter<byte>, IDisposable
{
    private const int InitialCapacity = 4096;

    private byte[] _array = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - Length);
        if (count > maxLength - Length) throw new MessageTooLargeException(maxLength);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_array.Length - Length < Math.Max(sizeHint, 1)) Grow(sizeHint);
        return _array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        if (_array.Length > 0) ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        Length = 0;
    }

    private void Grow(int sizeHint)
    {
        var needed = (long)Length + Math.Max(sizeHint, 1);
        if (needed > Array.MaxLength) throw new MessageTooLargeException(maxLength);
        var capacity = Math.Min(Math.Max(needed, Math.Max(InitialCapacity, 2L * _array.Length)), Array.MaxLength);

        var larger = ArrayPool<byte>.Shared.Rent((int)capacity);
        Written.Span.CopyTo(larger);
        if (_array.Length > 0) ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
