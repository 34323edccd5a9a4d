using System.Net;
using System.Net.Http.Headers;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Client;

/// <summary>The requests of a streaming call, as the body of an HTTP request that lasts until the call or its writer ends.</summary>
internal sealed class StreamContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _turn = new(1);   // of the one write that is under way, and at last of the body's end
    private readonly CancellationTokenSource _isOver = new();
    private int _isSent;

    public StreamContent() => Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);

    /// <summary>Writes to the body once the connection is there; no two at a time.</summary>
    /// <param name="bytes">Whole messages.</param>
    /// <param name="flushes">Whether they go out now.</param>
    /// <exception cref="OperationCanceledException">The body has ended, before the write or meanwhile.</exception>
    /// <exception cref="IOException">The connection has gone.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, bool flushes)
    {
        var stream = await _stream.Task;
        if (!await _turn.WaitAsync(TimeSpan.Zero)) throw new OperationCanceledException("The stream of requests has ended.");
        try
        {
            await stream.WriteAsync(bytes, _isOver.Token);
            if (flushes) await stream.FlushAsync(_isOver.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the body: in order, or, cancelled, by a reset.</summary>
    public void End(bool isCancelled)
    {
        if (isCancelled) _end.TrySetCanceled();
        else _end.TrySetResult();
        _stream.TrySetCanceled();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // What was written before is gone with its connection, and a stream without it would be another request.
        if (Interlocked.Exchange(ref _isSent, 1) != 0)
            throw new IOException("The connection was lost, and a stream of requests can't be sent again on another one.");
        try
        {
            // The headers go out now, not with the first message: a server may answer or count on them before.
            await stream.FlushAsync(cancellationToken);
            _stream.TrySetResult(stream);
        }
        catch (Exception failure)
        {
            // A writer may be waiting for the stream, and no other news of it reaches him when the response has begun.
            _stream.TrySetException(failure);
            _stream.Task.Forget();
            throw;
        }

        try
        {
            await _end.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            await EndWriteAsync();
        }
    }

    // What ends the stream of frames is sent when this has returned. A frame of a write that is still under way would follow it, and a
    // server may close the whole connection for that, with the calls of everybody else.
    private async Task EndWriteAsync()
    {
        await _isOver.CancelAsync();
        await _turn.WaitAsync();   // for good
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
