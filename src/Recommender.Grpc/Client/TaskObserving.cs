namespace Recommender.Grpc.Client;

/// <summary>Keeps failures that a caller may never ask for out of the process-wide event for forgotten ones.</summary>
internal static class TaskObserving
{
    public static void Forget(this Task task) => _ = task.ContinueWith(
        static done => _ = done.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
