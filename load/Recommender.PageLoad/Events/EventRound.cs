namespace Recommender.PageLoad.Events;

/// <summary>What events came to in a round. Times are in microseconds, from when a call was due to its acknowledgement.</summary>
/// <param name="Asked">Events a second.</param>
/// <param name="Rate">Events a second that were acknowledged, until the last.</param>
/// <param name="P50">Half of the calls took no longer.</param>
/// <param name="P99">So did 99 of 100.</param>
/// <param name="P999">So did 999 of 1,000.</param>
/// <param name="Max">The longest.</param>
/// <param name="Calls">Calls.</param>
/// <param name="Failures">Calls that failed, or recorded less than all.</param>
/// <param name="LateP99">How late 99 of 100 calls were sent at most.</param>
internal sealed record EventRound(double Asked, double Rate, double P50, double P99, double P999, double Max, long Calls, long Failures, double LateP99);
