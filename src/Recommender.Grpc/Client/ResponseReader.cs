using Grpc.Core;

namespace Recommender.Grpc.Client;

/// <summary>Reads the responses of a streaming call.</summary>
internal sealed class ResponseReader<TRequest, TResponse>(ClientCall<TRequest, TResponse> call) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private int _isReading;

    public TResponse Current { get; private set; } = null!;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isReading, 1) != 0) throw new InvalidOperationException("The previous read has not ended.");
        try
        {
            await using var cancelsCall = cancellationToken.UnsafeRegister(
                static call => ((ClientCall)call!).Cancel("Call canceled by the client."), call);
            var next = await call.ReadNextAsync();
            Current = next!;
            return next is not null;
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }
}
