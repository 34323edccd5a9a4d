namespace Recommender.PageLoad.Driving;

/// <summary>What an open loop came to.</summary>
/// <param name="Rate">Answers a second, until the last.</param>
/// <param name="Answers">Latencies, failures and what was kept.</param>
/// <param name="Late">How long after it was due each call was sent: what is the generator's own doing, and what the server's full connections.</param>
internal sealed record OpenLoopResult(double Rate, Tally Answers, LatencyHistogram Late);
