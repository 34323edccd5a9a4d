namespace Recommender.Server.Hosting;

/// <summary>How many threads answer calls.</summary>
/// <remarks>
/// More than there are processors: a page is made in one go, and the thread that makes one may wait for the disk, where a member's portrait
/// is cold, or for another that was put aside within a lock. With a thread for each processor, one that waits leaves a processor idle while calls wait.
/// </remarks>
internal static class CallThreads
{
    private const int PerProcessor = 4;

    /// <summary>As many as there usually are: of what each call works in, so many are kept.</summary>
    public static int Usual { get; } = PerProcessor * Environment.ProcessorCount;

    /// <summary>Has them made as soon as they are wanted. Once, at start.</summary>
    public static void Allow()
    {
        ThreadPool.GetMinThreads(out var calls, out var completions);
        ThreadPool.SetMinThreads(Math.Max(calls, Usual), completions);
    }
}
