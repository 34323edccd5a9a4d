namespace Recommender.PageLoad.Wire;

/// <summary>The end of a call.</summary>
/// <param name="Due">When it should have been sent, in ticks of the stopwatch.</param>
/// <param name="Came">When its last byte was read, likewise.</param>
/// <param name="Failure">What went wrong; null where the status is OK.</param>
/// <param name="Message">The answer's message, where it was to be kept.</param>
internal readonly record struct Answer(long Due, long Came, string? Failure, byte[]? Message);
