using Recommender.Load.Serving;

namespace Recommender.Load.Driving;

/// <summary>One run of the load generator against one endpoint.</summary>
/// <param name="RequestsPerSecond">As the load generator counts it.</param>
/// <param name="BytesPerCall">Allocated by the server, over the calls.</param>
/// <param name="ProcessorMicroseconds">Used by the server, over the calls.</param>
/// <param name="CollectionsPerMillion">Garbage collections for a million calls.</param>
internal sealed record Sample(double RequestsPerSecond, double BytesPerCall, double ProcessorMicroseconds, double CollectionsPerMillion)
{
    /// <summary>What happened between two readings of the server's counters.</summary>
    /// <exception cref="DriverException">A counter went backwards.</exception>
    public static Sample Between(Counters before, Counters after, H2LoadResult result)
    {
        if (after.AllocatedBytes < before.AllocatedBytes) throw new DriverException("the server's count of allocated bytes went backwards");
        return new Sample(
            result.RequestsPerSecond,
            (after.AllocatedBytes - before.AllocatedBytes) / (double)result.Succeeded,
            (after.ProcessorTime - before.ProcessorTime).TotalMicroseconds / result.Succeeded,
            (after.Collections - before.Collections) * 1e6 / result.Succeeded);
    }
}
