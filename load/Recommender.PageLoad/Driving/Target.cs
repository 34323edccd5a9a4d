namespace Recommender.PageLoad.Driving;

/// <summary>A server that is asked for pages.</summary>
/// <param name="Name">As the report calls it.</param>
/// <param name="Address">Where it listens, without TLS.</param>
/// <param name="Process">Its process, for its processor time; null where that is not known.</param>
/// <param name="Pipe">Over which it tells of its heap; null where it does not.</param>
internal sealed record Target(string Name, Uri Address, int? Process, string? Pipe = null);
