using System.Buffers;
using Grpc.Core;

namespace Recommender.Grpc.Protocol;

/// <summary>
/// One message as a serializer sees it. A serializer that says the length first writes straight behind the prefix into the
/// response or request; only compressed messages and those of unknown length pass through a rented buffer. A serializer runs
/// to its end on one thread, so each thread has one object and no message costs one.
/// </summary>
internal sealed class SentMessage : SerializationContext, IBufferWriter<byte>
{
    /// <summary>
    /// Messages up to this length, with their prefix, are written in one piece of the target and handed over at their end: each
    /// step into Kestrel's writer takes locks, and a message that fails halfway leaves nothing behind.
    /// </summary>
    private const int LargestPiece = 4096;

    [ThreadStatic]
    private static SentMessage? _idle;

    private IBufferWriter<byte> _to = null!;
    private MessageEncoding _encoding;
    private PooledBuffer? _buffer;
    private Memory<byte> _piece;
    private int _length = -1;
    private int _written;
    private bool _isPrefixWritten;
    private bool _isComplete;

    /// <summary>Writes prefix and message.</summary>
    /// <exception cref="RpcException">The message is too large. What was written before must not be sent on as a message.</exception>
    public static void Serialize<T>(T message, Action<T, SerializationContext> serializer, IBufferWriter<byte> to, in MessageEncoding encoding)
    {
        var context = _idle ?? new SentMessage();
        _idle = null;
        context._to = to;
        context._encoding = encoding;
        try
        {
            serializer(message, context);
            if (!context._isComplete) throw new InvalidOperationException("The serializer returned without calling Complete.");
        }
        finally
        {
            context.Reset();
            _idle = context;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);
        if (payloadLength > _encoding.MaxLength) throw new MessageTooLargeException((uint)payloadLength, _encoding.MaxLength);
        _length = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        ThrowIfComplete();
        if (_length < 0 || _encoding.Compression is not null) return _buffer ??= new PooledBuffer(_encoding.MaxLength);
        if (_isPrefixWritten || !_piece.IsEmpty) return this;

        if (_length <= LargestPiece - MessagePrefix.Size) _piece = _to.GetMemory(MessagePrefix.Size + _length);
        else WritePrefix(flag: 0, _length);
        return this;
    }

    public override void Complete()
    {
        ThrowIfComplete();
        if (_buffer is not null) WriteWhole(_buffer.Written.Span);
        else if (!_isPrefixWritten && _piece.IsEmpty && _length <= 0) WriteWhole([]);
        else if (_written != _length)
            throw new InvalidOperationException($"The serializer wrote {_written} bytes and had said {_length}.");
        else if (!_piece.IsEmpty) HandOver();
        _isComplete = true;
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ThrowIfComplete();
        if (payload.Length > _encoding.MaxLength) throw new MessageTooLargeException((uint)payload.Length, _encoding.MaxLength);
        WriteWhole(payload);
        _isComplete = true;
    }

    void IBufferWriter<byte>.Advance(int count)
    {
        if (_piece.IsEmpty) _to.Advance(count);
        else ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _piece.Length - MessagePrefix.Size - _written);
        _written += count;
    }

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        if (!_piece.IsEmpty)
        {
            var rest = _piece[(MessagePrefix.Size + _written)..];
            if (rest.Length >= Math.Max(sizeHint, 1)) return rest;
            HandOver();
        }

        return _to.GetMemory(sizeHint);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => ((IBufferWriter<byte>)this).GetMemory(sizeHint).Span;

    /// <summary>Gives the piece to the target; what may follow is written there.</summary>
    private void HandOver()
    {
        new MessagePrefix(Flag: 0, (uint)_length).Write(_piece.Span);
        _to.Advance(MessagePrefix.Size + _written);
        _isPrefixWritten = true;
        _piece = default;
    }

    private void WriteWhole(ReadOnlySpan<byte> payload)
    {
        if (_encoding.Compression is null)
        {
            WritePrefix(flag: 0, payload.Length);
            _to.Write(payload);
            return;
        }

        using var compressed = new PooledBuffer(Array.MaxLength);
        using (var stream = _encoding.Compression.CreateCompressionStream(new BufferWriterStream(compressed), _encoding.Level))
            stream.Write(payload);
        WritePrefix(flag: 1, compressed.Length);
        _to.Write(compressed.Written.Span);
    }

    private void WritePrefix(byte flag, int length)
    {
        new MessagePrefix(flag, (uint)length).Write(_to.GetSpan(MessagePrefix.Size));
        _to.Advance(MessagePrefix.Size);
        _isPrefixWritten = true;
    }

    private void ThrowIfComplete()
    {
        if (_isComplete) throw new InvalidOperationException("The message is complete already.");
    }

    private void Reset()
    {
        _buffer?.Dispose();
        (_to, _encoding, _buffer, _piece, _length, _written) = (null!, default, null, default, -1, 0);
        (_isPrefixWritten, _isComplete) = (false, false);
    }
}
