using Grpc.Core;
using Recommender.Grpc.Protocol;

namespace Recommender.Grpc.Server;

/// <summary>The requests of a streaming call as its handler reads them.</summary>
internal sealed class RequestStream<T>(ServerCall call, MessageDecoder<T> decoder) : IAsyncStreamReader<T>
    where T : class
{
    private int _isReading;

    public T Current { get; private set; } = null!;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isReading, 1) != 0)
            throw new InvalidOperationException("The previous read has not ended.");
        try
        {
            var next = await call.ReadNextAsync(decoder, cancellationToken);
            Current = next!;
            return next is not null;
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }
}
