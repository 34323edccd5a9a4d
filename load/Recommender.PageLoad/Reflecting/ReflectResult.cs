using Recommender.PageLoad.Driving;

namespace Recommender.PageLoad.Reflecting;

/// <summary>What came of looking whether events show.</summary>
/// <param name="Saturated">Pages a second at full load.</param>
/// <param name="Pages">The pages that were asked for beside.</param>
/// <param name="Probes">How many had their answers.</param>
/// <param name="Acknowledged">From sending the event to its acknowledgement.</param>
/// <param name="Reflected">From sending the event to the last byte of the page that shows it.</param>
/// <param name="Wrong">Pages that did not show it, and calls that failed.</param>
/// <param name="Failures">What went wrong, with pages too, in words; empty where nothing did.</param>
internal sealed record ReflectResult(double Saturated, Round Pages, int Probes, LatencyHistogram Acknowledged, LatencyHistogram Reflected, int Wrong, IReadOnlyList<string> Failures);
