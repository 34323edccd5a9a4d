using System.Globalization;
using System.IO.Pipes;

// .NET's hosts look for a type of this name, outside of any namespace, in the assemblies that DOTNET_STARTUP_HOOKS names.
#pragma warning disable CA1050, MA0047, RCS1110

/// <summary>
/// Runs in a server before it does, and tells whoever asks over a named pipe how large its managed heap is: what only the process
/// itself knows, told without a line of the server's.
/// </summary>
internal static class StartupHook
{
    /// <summary>The environment's variable that names the pipe.</summary>
    public const string PipeVariable = "RECOMMENDER_VITALS_PIPE";

    /// <summary>Begins to answer, on a thread of its own.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(PipeVariable) is not { Length: > 0 } name) return;
        new Thread(() => Answer(name)) { IsBackground = true, Name = "vitals" }.Start();
    }

    // Each reader gets one line: bytes of the heap after its last collection, bytes committed for it, collections by generation, pause in all, and bytes allocated so far.
    private static void Answer(string name)
    {
        using var pipe = new NamedPipeServerStream(name, PipeDirection.Out, maxNumberOfServerInstances: 1);
        while (true)
        {
            pipe.WaitForConnection();
            try
            {
                var memory = GC.GetGCMemoryInfo();
                using var writer = new StreamWriter(pipe, leaveOpen: true);
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{memory.HeapSizeBytes} {memory.TotalCommittedBytes} {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)} {GC.GetTotalPauseDuration().TotalMilliseconds} {GC.GetTotalAllocatedBytes(precise: true)}"));
            }
            catch (IOException)
            {
                // The reader has gone; the next one is waited for.
            }

            pipe.Disconnect();
        }
    }
}
