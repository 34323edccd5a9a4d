namespace Recommender.Storage.Store;

/// <summary>Work that waits for the disk, on a thread of its own: the pool's threads answer calls, and there are few.</summary>
internal static class BlockingWork
{
    /// <summary>Begins.</summary>
    /// <param name="name">Of the thread, for tools that list them.</param>
    /// <param name="work">What it throws is thrown by the task.</param>
    public static Task<T> RunAsync<T>(string name, Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(work, result)) { IsBackground = true, Name = name }.Start();
        return result.Task;
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(string name, Action work) => RunAsync(name, () =>
    {
        work();
        return true;
    });

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(work());
        }
        catch (OperationCanceledException canceled)
        {
            result.SetCanceled(canceled.CancellationToken);
        }
        catch (Exception failure)
        {
            result.SetException(failure);
        }
    }
}
