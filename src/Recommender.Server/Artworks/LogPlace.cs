namespace Recommender.Server.Artworks;

/// <summary>Where counts stand in the log of decisions.</summary>
/// <param name="Done">All before this position is counted.</param>
/// <param name="ReplayFrom">Decisions from here on may still be named by events that are not counted.</param>
internal readonly record struct LogPlace(long Done, long ReplayFrom);
