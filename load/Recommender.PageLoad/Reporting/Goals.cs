namespace Recommender.PageLoad.Reporting;

/// <summary>What must be reached, where something is asked. Milliseconds, but for the processor's microseconds.</summary>
/// <param name="P50">Of the quiet rounds.</param>
/// <param name="P99">Of the quiet rounds.</param>
/// <param name="P999">Of the quiet rounds.</param>
/// <param name="ServerMicros">Processor time of the server a page.</param>
/// <param name="BusyRatio">How many times the quiet p99 the busy one may be.</param>
/// <param name="LeastEvents">Events acknowledged a second, beside the busy rounds.</param>
internal sealed record Goals(double? P50, double? P99, double? P999, double? ServerMicros, double? BusyRatio, double? LeastEvents)
{
    /// <summary>Bytes that the server allocates a page, of the quiet rounds.</summary>
    public double? AllocatedBytes { get; init; }
}
