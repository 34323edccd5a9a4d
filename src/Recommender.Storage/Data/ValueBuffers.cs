using System.Buffers;

namespace Recommender.Storage.Data;

/// <summary>Room for the value that a key has, and for the one that it gets.</summary>
internal readonly ref struct ValueBuffers : IDisposable
{
    /// <summary>Most bytes of a stored value.</summary>
    public const int ValueBytes = 64 << 10;

    private readonly byte[] _both;

    private ValueBuffers(byte[] both) => _both = both;

    public Span<byte> Before => _both.AsSpan(0, ValueBytes);

    public Span<byte> After => _both.AsSpan(ValueBytes, ValueBytes);

    public static ValueBuffers Rent() => new(ArrayPool<byte>.Shared.Rent(2 * ValueBytes));

    public void Dispose() => ArrayPool<byte>.Shared.Return(_both);
}
