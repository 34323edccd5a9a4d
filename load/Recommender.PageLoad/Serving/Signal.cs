using System.Runtime.InteropServices;

namespace Recommender.PageLoad.Serving;

/// <summary>What the framework cannot send to another process.</summary>
internal static partial class Signal
{
    private const int Term = 15;   // SIGTERM

    /// <summary>Asks a process to end.</summary>
    public static void Terminate(int process) => _ = Send(process, Term);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
