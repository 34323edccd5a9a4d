using Recommender.PageLoad.Driving;
using Recommender.PageLoad.Events;

namespace Recommender.PageLoad.Soaking;

/// <summary>What came of a soak.</summary>
/// <param name="Before">The server before members were put.</param>
/// <param name="Put">Members that were put; 0 where they were there from a run before.</param>
/// <param name="Readings">One at the beginning, and one after each step.</param>
/// <param name="Events">What events came to.</param>
/// <param name="Pages">What pages came to; null where none were asked for.</param>
/// <param name="ServerCores">Processor time of the server a second.</param>
/// <param name="OwnCores">Processor time of this program a second.</param>
/// <param name="Failures">What went wrong, in words; empty where nothing did.</param>
internal sealed record SoakResult(Reading Before, int Put, IReadOnlyList<Reading> Readings, EventRound Events, Round? Pages, double ServerCores, double OwnCores, IReadOnlyList<string> Failures);
