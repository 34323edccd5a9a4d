using Recommender.Load.Serving;

namespace Recommender.Load.Driving;

/// <summary>One run of the load generator against one endpoint.</summary>
/// <param name="RequestsPerSecond">As the load generator counts it.</param>
/// <param name="BytesPerCall">Allocated by the server, over the calls.</param>
/// <param name="ProcessorMicroseconds">Used by the server, over the calls.</param>
/// <param name="CollectionsPerMillion">Garbage collections for a million calls.</param>
internal sealed record Sample(double RequestsPerSecond, double BytesPerCall, double ProcessorMicroseconds, double CollectionsPerMillion)
{
    public static Sample From(H2LoadResult result, Counters before, Counters after) => new(
        result.RequestsPerSecond,
        (after.AllocatedBytes - before.AllocatedBytes) / (double)result.Succeeded,
        (after.ProcessorTime - before.ProcessorTime).TotalMicroseconds / result.Succeeded,
        (after.Collections - before.Collections) * 1e6 / result.Succeeded);
}
