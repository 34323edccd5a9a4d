namespace Recommender.Server.Hosting;

/// <summary>Work that would hold a thread of the pool for long.</summary>
internal static class OwnThread
{
    /// <summary>Runs work on a thread of its own.</summary>
    /// <param name="work">What it throws is thrown by the task.</param>
    /// <param name="name">Of the thread, for tools that list them.</param>
    public static Task<T> RunAsync<T>(Func<T> work, string name)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(work, result)) { IsBackground = true, Name = name }.Start();
        return result.Task;
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(work());
        }
        catch (OperationCanceledException)
        {
            result.SetCanceled();
        }
        catch (Exception failure)
        {
            result.SetException(failure);
        }
    }
}
