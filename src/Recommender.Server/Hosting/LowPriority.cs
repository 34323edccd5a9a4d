using System.Runtime.InteropServices;

namespace Recommender.Server.Hosting;

/// <summary>Work that takes what the answering of calls leaves of the processors.</summary>
internal static class LowPriority
{
    private const int OfThread = 0;

    // Of a processor that others want all of, about a tenth: at the lowest priority a merge would take for ever on a busy machine.
    private const int Low = 10;

    /// <summary>Runs work on a thread of its own, of low priority.</summary>
    /// <param name="work">Must not hand parts of itself to other threads, which are of usual priority.</param>
    /// <param name="name">Of the thread, for tools that list them.</param>
    public static Task<T> RunAsync<T>(Func<T> work, string name)
    {
        ArgumentNullException.ThrowIfNull(work);
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(work, result)) { IsBackground = true, Name = name, Priority = ThreadPriority.BelowNormal }.Start();
        return result.Task;
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        // To Linux the framework does not hand priorities on. Where it refuses, the work is done all the same.
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfThread, 0, Low);
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

    // Of the calling thread, as Linux has it.
    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);
}
