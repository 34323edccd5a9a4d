namespace Recommender.PageLoad.Driving;

/// <summary>What a round at a fixed rate came to. Times are in microseconds.</summary>
/// <param name="Asked">Calls a second.</param>
/// <param name="Rate">Answers a second.</param>
/// <param name="P50">Half of the answers took no longer.</param>
/// <param name="P99">So did 99 of 100.</param>
/// <param name="P999">So did 999 of 1,000.</param>
/// <param name="Max">The longest.</param>
/// <param name="Calls">Calls.</param>
/// <param name="Failures">Calls that failed or whose answer was no right page.</param>
/// <param name="Checked">Answers that were read and checked in full.</param>
/// <param name="Titles">Titles on a page, the mean of those.</param>
/// <param name="LateP99">How late 99 of 100 calls were sent at most: the generator's own part.</param>
/// <param name="ServerMicros">Processor time of the server a page; NaN where its process is not known.</param>
/// <param name="GeneratorMicros">Processor time of the generator a page.</param>
internal sealed record Round(
    double Asked, double Rate, double P50, double P99, double P999, double Max,
    long Calls, long Failures, int Checked, double Titles, double LateP99, double ServerMicros, double GeneratorMicros)
{
    /// <summary>Bytes that the server allocated on its managed heap a page, with all that it did meanwhile; NaN where it does not tell.</summary>
    public double AllocatedBytes { get; init; } = double.NaN;
}
