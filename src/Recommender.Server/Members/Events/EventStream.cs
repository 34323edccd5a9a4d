using Grpc.Core;
using Recommender.V1;

namespace Recommender.Server.Members.Events;

/// <summary>Records the batches of a stream.</summary>
internal static class EventStream
{
    // Batches that wait for the disk at a time: a flush takes in all that came while the one before it was under way.
    private const int MostWaiting = 16;

    /// <summary>Records batch after batch; that one shows before the next is read, and all are on disk when this ends.</summary>
    /// <param name="recorder">Records.</param>
    /// <param name="requests">The batches.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="RpcException">INVALID_ARGUMENT: a batch is wrong. Those before it are recorded, and on disk.</exception>
    /// <exception cref="Storage.Store.StoreException">The disk has failed.</exception>
    public static async Task<StreamEventsResponse> RecordAsync(EventRecorder recorder, IAsyncStreamReader<StreamEventsRequest> requests, CancellationToken cancellation)
    {
        var (response, waiting) = (new StreamEventsResponse(), new Queue<Task<RecordedCounts>>());
        try
        {
            for (var index = 0; await requests.MoveNext(cancellation); index++)
            {
                var shown = await recorder.ShowAsync(requests.Current.Events, $"requests[{index}].");
                waiting.Enqueue(recorder.KeepAsync(shown, cancellation).AsTask());
                if (waiting.Count >= MostWaiting || waiting.Peek().IsCompleted) Count(response, await waiting.Dequeue());
            }

            while (waiting.TryDequeue(out var recording)) Count(response, await recording);
            return response;
        }
        finally
        {
            // Those before the one that is wrong stay recorded: their sender may rely on it.
            await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Count(StreamEventsResponse response, RecordedCounts counts)
    {
        response.RecordedCount += counts.New;
        response.DuplicateCount += counts.Repeated;
    }
}
