using System.Diagnostics;

namespace Recommender.Peers.Contenders;

/// <summary>Work of this process, done once for each query.</summary>
/// <param name="Name">What the results call it.</param>
/// <param name="Work">Takes the number of the query.</param>
internal sealed record InProcess(string Name, Action<int> Work) : IContender
{
    public double Run(int first, int count)
    {
        var began = Stopwatch.GetTimestamp();
        for (var query = first; query < first + count; query++) Work(query);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Bytes that a query allocates, once warm.</summary>
    public double AllocatedBytes(int queries)
    {
        Run(0, queries);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var query = 0; query < queries; query++) Work(query);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)queries;
    }

    /// <summary>Seconds of each query.</summary>
    public double[] Times(int first, int count)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++) times[i] = Run(first + i, 1);
        return times;
    }
}
