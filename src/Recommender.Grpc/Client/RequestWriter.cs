using Grpc.Core;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Client;

/// <summary>Writes the requests of a streaming call.</summary>
internal sealed class RequestWriter<T> : IClientStreamWriter<T>
    where T : class
{
    private readonly ClientCall _call;
    private readonly Func<Exception?, Exception> _refused;
    private readonly Action<T, SerializationContext> _serializer;
    private readonly MessageEncoding _encoding;
    private int _isWriting;
    private bool _isComplete;

    public RequestWriter(
        ClientCall call,
        Func<Exception?, Exception> refused,
        Action<T, SerializationContext> serializer,
        in MessageEncoding encoding,
        WriteOptions? options)
    {
        _call = call;
        _refused = refused;
        _serializer = serializer;
        _encoding = encoding;
        WriteOptions = options;
    }

    public StreamContent Content { get; } = new();

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_isComplete) throw new InvalidOperationException("The stream of requests is complete; no request can be written.");
        if (Interlocked.Exchange(ref _isWriting, 1) != 0) throw new InvalidOperationException("The previous write has not ended.");
        try
        {
            await using var cancelsCall = cancellationToken.UnsafeRegister(
                static call => ((ClientCall)call!).Cancel("Call canceled by the client."), _call);
            await WriteCoreAsync(message);
        }
        catch (Exception failure)
        {
            throw _refused(failure);
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    public Task CompleteAsync()
    {
        if (Volatile.Read(ref _isWriting) != 0) throw new InvalidOperationException("The previous write has not ended.");
        _isComplete = true;
        Content.End(isCancelled: false);
        return Task.CompletedTask;
    }

    private async Task WriteCoreAsync(T message)
    {
        var flags = WriteOptions?.Flags ?? default;
        var isPlain = (flags & WriteFlags.NoCompress) == WriteFlags.NoCompress;
        using var bytes = new PooledBuffer(int.MaxValue);
        SentMessage.Serialize(message, _serializer, bytes, isPlain ? _encoding with { Compression = null } : _encoding);

        await Content.WriteAsync(bytes.Written, flushes: (flags & WriteFlags.BufferHint) != WriteFlags.BufferHint);
    }
}
