namespace Recommender.Server.Hosting;

/// <summary>Which threads answer calls, and how many there are.</summary>
/// <remarks>
/// More than there are processors: a page is made in one go, and the thread that makes one may wait for the disk, where a member's portrait
/// is cold, or for another that was put aside within a lock. With a thread for each processor, one that waits leaves a processor idle while calls wait.
/// </remarks>
internal static class CallThreads
{
    // Read by System.Net.Sockets when the first socket is made, from nowhere else.
    private const string ReadWhereTold = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private const int PerProcessor = 2;

    /// <summary>As many as there usually are: of what each call works in, so many are kept.</summary>
    public static int Usual { get; } = PerProcessor * Environment.ProcessorCount;

    /// <summary>Has them made as soon as they are wanted. Once, at start, before there is any socket.</summary>
    public static void Allow()
    {
        if (Environment.GetEnvironmentVariable(ReadWhereTold) is null) Environment.SetEnvironmentVariable(ReadWhereTold, "1");
        ThreadPool.GetMinThreads(out var calls, out var completions);
        ThreadPool.SetMinThreads(Math.Max(calls, Usual), completions);
    }
}
