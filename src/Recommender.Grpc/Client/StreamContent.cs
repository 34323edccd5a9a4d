using System.Net;
using System.Net.Http.Headers;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Client;

/// <summary>The requests of a streaming call, as the body of an HTTP request that lasts until the call or its writer ends.</summary>
internal sealed class StreamContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isSent;

    public StreamContent() => Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);

    /// <summary>The stream to write to, once the connection is there.</summary>
    public Task<Stream> Stream => _stream.Task;

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

        await _end.Task.WaitAsync(cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
