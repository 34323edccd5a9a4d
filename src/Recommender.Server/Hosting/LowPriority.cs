using System.Runtime.InteropServices;

namespace Recommender.Server.Hosting;

/// <summary>Work that takes what the answering of calls leaves of the processors.</summary>
internal static class LowPriority
{
    private const int ThisThread = 0;

    // SCHED_IDLE of Linux: whatever else wants the processor has it at once, where a thread that is only nice would first use up its
    // slice of some milliseconds, which calls would wait for. It still has a share, so that nothing takes for ever on a busy machine.
    private const int Idle = 5;

    /// <summary>Runs work on a thread of its own, of low priority.</summary>
    /// <param name="work">Must not hand parts of itself to other threads, which are of usual priority.</param>
    /// <param name="name">Of the thread, for tools that list them.</param>
    public static Task<T> RunAsync<T>(Func<T> work, string name)
    {
        ArgumentNullException.ThrowIfNull(work);
        return OwnThread.RunAsync(
            () =>
            {
                // To Linux the framework does not hand priorities on. Where it refuses, the work is done all the same.
                Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
                if (OperatingSystem.IsLinux()) _ = SetScheduler(ThisThread, Idle, new SchedulingParameters());
                return work();
            },
            name);
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(Action work, string name)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunAsync(
            () =>
            {
                work();
                return true;
            },
            name);
    }

    [DllImport("libc", EntryPoint = "sched_setscheduler")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetScheduler(int thread, int policy, in SchedulingParameters parameters);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct SchedulingParameters
    {
        // Of no meaning to this policy, and must be 0.
        public readonly int Priority;
    }
}
