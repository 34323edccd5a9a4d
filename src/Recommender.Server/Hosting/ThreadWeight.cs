using System.Runtime.InteropServices;

namespace Recommender.Server.Hosting;

/// <summary>How much of a processor a thread has where others want it, too.</summary>
internal static class ThreadWeight
{
    private const int OneThread = 0;   // PRIO_PROCESS: to Linux a thread is one
    private const int ThisThread = 0;
    private const int Niceness = 10;   // to Linux a tenth of the usual weight

    /// <summary>Gives this thread a tenth of the weight that calls have: they go first, and it is never put aside for long, whatever it holds.</summary>
    /// <remarks>Where the system refuses, the work is done all the same.</remarks>
    public static void Lighten()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(OneThread, ThisThread, Niceness);
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int niceness);
}
