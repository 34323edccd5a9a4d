using Recommender.PageLoad.Events;

namespace Recommender.PageLoad.Driving;

/// <summary>All that a run found.</summary>
/// <param name="Target">What was loaded.</param>
/// <param name="Saturated">Pages a second at full load.</param>
/// <param name="Quiet">Rounds with nothing beside.</param>
/// <param name="Busy">Rounds with side loads; none where there are no such.</param>
/// <param name="Events">What events came to in these; none where none were sent.</param>
/// <param name="Prepared">A round at the same rate against a prepared page: the generator's own part.</param>
/// <param name="Beside">What the side loads did, in words.</param>
/// <param name="Failures">What went wrong, in words; empty where nothing did.</param>
internal sealed record RunResult(Target Target, double Saturated, IReadOnlyList<Round> Quiet, IReadOnlyList<Round> Busy, IReadOnlyList<EventRound> Events, Round Prepared, string Beside, IReadOnlyList<string> Failures);
