using System.Runtime;

namespace Recommender.Load.Serving;

/// <summary>What a process has used since it began.</summary>
/// <param name="AllocatedBytes">Bytes allocated by all threads, exact.</param>
/// <param name="Collections">Garbage collections of generation 0 and above.</param>
/// <param name="ProcessorTime">User and kernel time.</param>
/// <param name="IsServerCollector">Whether the garbage collector is the server's.</param>
internal sealed record Counters(long AllocatedBytes, int Collections, TimeSpan ProcessorTime, bool IsServerCollector)
{
    public static Counters Now() =>
        new(GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(0), Environment.CpuUsage.TotalTime, GCSettings.IsServerGC);
}
