namespace Recommender.PageLoad.Reflecting;

/// <summary>What became of an event. Times in ticks of the stopwatch, from when it was sent.</summary>
/// <param name="Acknowledged">Until it was acknowledged.</param>
/// <param name="Reflected">Until the last byte of the page that was asked for then.</param>
/// <param name="Fault">What is wrong with that page, or with a call; null where nothing is.</param>
internal readonly record struct Probe(long Acknowledged, long Reflected, string? Fault);
